// What every page needs: the language, messages, requests, and the text of numbers and times.

const phrases = JSON.parse(document.getElementById('phrases').textContent);

/** The translation of an English text; {0}, {1} ... are replaced by the values. */
export const t = (english, ...values) =>
  (phrases[english] ?? english).replace(/\{(\d)\}/g, (_, i) => values[i]);

/** The element with an id. */
export const find = id => document.getElementById(id);

/** Says something for some seconds, to screen readers too. */
export function notify(text, isError = false) {
  const notice = find('notice');
  notice.textContent = text;
  notice.className = isError ? 'error shown' : 'shown';
  clearTimeout(notify.timer);
  notify.timer = setTimeout(() => notice.className = '', isError ? 12000 : 5000);
}

/** Requests JSON. An answer that is an error throws its message. */
export async function request(address, options = {}) {
  if (options.json !== undefined)
    options = { method: 'POST', ...options, body: JSON.stringify(options.json), headers: { 'Content-Type': 'application/json' } };
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Error(t('The studio does not answer; is it still running?'));
  }
  if (response.status === 401)
    throw new Error(t('Open the link that gansharp studio printed.'));
  const type = response.headers.get('Content-Type') ?? '';
  const body = type.startsWith('application/json') ? await response.json() : null;
  if (!response.ok)
    throw new Error(body?.error ?? `${response.status} ${response.statusText}`);
  return body;
}

/** Does something, and shows the error if it fails. Returns whether it worked. */
export async function attempt(action) {
  try {
    await action();
    return true;
  } catch (error) {
    notify(error.message, true);
    return false;
  }
}

export const count = number => Math.round(number).toLocaleString('en-US');

/** A day and time for people, in their time zone. */
export const moment = time => new Date(time).toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });

/** A number with four digits. */
export const figure = number => number === null || number === undefined ? '–' : String(Number(Number(number).toPrecision(4)));

/** A duration in words: 4 s, 12 min, 3 h 20 min. */
export function duration(seconds) {
  if (seconds < 120)
    return t('{0} s', count(Math.max(1, seconds)));
  if (seconds < 7200)
    return t('{0} min', count(seconds / 60));
  return t('{0} h {1} min', count(Math.floor(seconds / 3600)), Math.floor(seconds / 60) % 60);
}

/** Creates an element with properties and children; all text stays text. */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in node)
      node[key] = value;
    else
      node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

// The menu of narrow windows.
const menu = document.querySelector('.menu'), bar = document.querySelector('.bar');
const unfold = isOpen => menu.setAttribute('aria-expanded', isOpen);
menu.addEventListener('click', () => unfold(menu.getAttribute('aria-expanded') !== 'true'));
bar.addEventListener('keydown', event => {
  if (event.key === 'Escape' && menu.getAttribute('aria-expanded') === 'true') {
    unfold(false);
    menu.focus();
  }
});
bar.addEventListener('focusout', event => {
  if (event.relatedTarget && !bar.contains(event.relatedTarget))
    unfold(false);
});
document.addEventListener('pointerdown', event => {
  if (!bar.contains(event.target))
    unfold(false);
});
addEventListener('pageshow', () => unfold(false)); // a browser can come back to a page as it was

document.querySelector('.language').addEventListener('click', event => attempt(async () => {
  await request(`/api/language/${event.target.dataset.language}`, { method: 'POST' });
  location.reload();
}));

if (new URLSearchParams(location.search).has('restored')) {
  history.replaceState(null, '', location.pathname);
  notify(t('Restored.'));
}
