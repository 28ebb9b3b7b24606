// The stream of a run, while the page is seen and something can happen.

import { t } from './shell.js';

const retryMilliseconds = 3000;

/**
 * Follows a run. A browser has few connections for each address, so the stream is closed while the page is hidden and when
 * the run does not train.
 */
export class Live {
  /** onMessage gets each message; onReturn is awaited after a lost connection; onLost gets a text, or '' when all is well. */
  constructor(address, { onMessage, onReturn, onLost }) {
    Object.assign(this, { address, onMessage, onReturn, onLost });
    this.isWanted = true;
    document.addEventListener('visibilitychange', () => this.update(true));
    addEventListener('pagehide', () => this.close());
  }

  /** Says whether something can happen to the run now. */
  want(isWanted) {
    this.isWanted = isWanted;
    this.update(false);
  }

  update(wasAway) {
    if (document.hidden || !this.isWanted)
      this.close();
    else if (!this.events)
      this.open();
    if (wasAway && !document.hidden)
      this.comeBack();
  }

  open() {
    this.events = new EventSource(this.address);
    this.events.onmessage = event => this.onMessage(JSON.parse(event.data));
    this.events.onerror = () => {
      this.close();
      this.onLost(t('No connection to the studio; trying again.'));
      this.retry();
    };
  }

  close() {
    this.events?.close();
    this.events = null;
  }

  retry() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.comeBack(), retryMilliseconds);
  }

  /** Reads what was missed. A refusal is shown: the run may have been deleted, or the studio started again. */
  async comeBack() {
    try {
      await this.onReturn();
      this.onLost('');
      this.update(false);
    } catch (error) {
      this.onLost(error.message);
      this.retry();
    }
  }
}

/** Downloads a file; an error is thrown with its reason. */
export async function download(address) {
  const response = await fetch(address);
  if (!response.ok)
    throw new Error((await response.json().catch(() => null))?.error ?? `${response.status} ${response.statusText}`);
  const names = response.headers.get('Content-Disposition') ?? '', any = /filename\*=UTF-8''([^;]+)/.exec(names);
  const name = any ? decodeURIComponent(any[1]) : /filename="?([^";]+)"?/.exec(names)?.[1] ?? '';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
