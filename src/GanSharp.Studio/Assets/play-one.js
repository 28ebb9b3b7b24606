// One of the sixteen pictures: large, and with the training pictures nearest to it.

import { attempt, count, element, request, t } from './shell.js';
import { fit } from './sprite.js';
import { names } from './play-grid.js';

export class One {
  #shown = '';
  #timer = 0;

  constructor(play) {
    this.play = play;
    const { find } = play;
    find('from-here').addEventListener('click', () => attempt(async () => {
      const { start, class: name } = this.details ?? await request(this.#address('one'));
      play.change({ start, class: name ?? '', code: [], cell: 0 });
    }));
    find('nearest-stop').addEventListener('click', () => attempt(() => request(`${play.api}/pictures/stop`, { method: 'POST' })));
  }

  show(isWanted) {
    const { state, find } = this.play, isShown = isWanted && state.cell !== '';
    find('one').hidden = !isShown;
    if (!isShown) {
      this.#shown = '';
      clearTimeout(this.#timer);
      return;
    }
    this.#enlarge();
    const { width, height } = this.play.facts;
    find('one-download').href = this.#address('one.png', { zoom: Math.max(1, Math.min(8, Math.floor(512 / Math.max(width, height)))), download: 1 });
    const address = this.#address('one');
    if (address !== this.#shown) {
      this.#shown = address;
      this.details = null;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#look(address), 400); // not while a slider moves
    }
  }

  /** Shows the picture large. */
  paint(pictures) {
    this.pictures = pictures;
    if (this.play.state.cell !== '')
      this.#enlarge();
  }

  #enlarge() {
    this.pictures?.paint(this.play.find('one-picture'), this.play.state.cell);
  }

  #address(file, more = {}) {
    return this.play.address(file, [...names, 'cell'], more);
  }

  #look(address) {
    attempt(async () => {
      const { find } = this.play, details = await request(address);
      if (address !== this.#shown)
        return;
      this.details = details;
      const { nearest } = details;
      find('from-here').hidden = !details.start;
      find('one-title').textContent = details.class === undefined ? t('One picture') : t('One picture: {0}', details.class);
      find('nearest-wait').hidden = nearest.state !== 'loading';
      find('nearest-progress').value = nearest.share;
      if (nearest.state === 'loading')
        this.#timer = setTimeout(() => this.#look(address), 300);
      find('nearest-note').textContent = {
        loading: t('Reading the training pictures'),
        absent: t('No comparison: {0}.', nearest.reason),
        ready: t('The nearest of {0} pictures, by the difference of their pixels.', count(nearest.compared)),
      }[nearest.state];
      await this.#list(nearest);
    });
  }

  async #list(nearest) {
    const bitmap = new Image();
    if (nearest.picture) {
      bitmap.src = nearest.picture;
      await bitmap.decode();
    }
    this.play.find('nearest').replaceChildren(...nearest.found.map((each, i) => {
      const canvas = element('canvas'), { width, height } = this.play.facts;
      fit(canvas, this.play.facts);
      canvas.getContext('2d').drawImage(bitmap, i * width, 0, width, height, 0, 0, width, height);
      return element('li', {}, canvas, element('span', {}, `${each.class ?? ''} ${(100 * each.difference).toFixed(0)} %`));
    }));
  }
}
