// A text, handwritten; and the table of mixed styles.

import { t } from './shell.js';
import { canvases, Sprite } from './sprite.js';

/** Paints a table of pictures. */
function table(parent, columns) {
  return (pictures, address, time) => {
    parent.style.gridTemplateColumns = `repeat(${columns()}, minmax(0, 9rem))`;
    canvases(parent, pictures.count).forEach((canvas, i) => pictures.paint(canvas, i));
    parent.dataset.shown = address;
    parent.dataset.time = Math.round(time);
  };
}

const letters = new Intl.Segmenter();
const lengthOf = text => [...letters.segment(text)].length;

export class Write {
  #shown = 1;

  constructor(play) {
    const { facts, find } = play;
    this.play = play;
    this.sprite = new Sprite(facts, table(find('paper'), () => this.#shown), find('write-problem'));
    find('text').addEventListener('input', event => play.change({ text: event.target.value }));
    find('rows').addEventListener('input', event => {
      if (event.target.validity.valid && event.target.value)
        play.change({ rows: +event.target.value });
    });
    find('write-truncation').addEventListener('input', event => play.change({ truncation: +event.target.value }));
    const one = facts.classes.filter(name => lengthOf(name) === 1);
    this.usual = ['2', '0', '6'].every(digit => one.includes(digit)) ? '2026' : one.slice(0, 4).join('');
  }

  show() {
    const { play } = this, { state, find } = play, text = state.text || this.usual;
    if (document.activeElement !== find('text'))
      find('text').value = text;
    if (document.activeElement !== find('rows'))
      find('rows').value = state.rows;
    find('write-truncation').value = state.truncation;
    find('paper').setAttribute('aria-label', t('{0}, handwritten {1} times', text, state.rows));
    const names = ['text', 'rows', 'seed', 'truncation'], more = { text };
    this.sprite.paint = table(find('paper'), () => lengthOf(text));
    this.sprite.show(play.address('text.pixels', names, more));
    play.downloads('write-downloads', names, more, 60 * state.rows * lengthOf(text), ['gif', 'webp']);
  }
}

export class Mix {
  constructor(play) {
    const { facts, find } = play;
    this.play = play;
    this.sprite = new Sprite(facts, table(find('table'), () => play.state.mixed), find('mix-problem'));
    find('mixed').addEventListener('input', event => {
      if (event.target.validity.valid && event.target.value)
        play.change({ mixed: +event.target.value });
    });
    find('fine').addEventListener('change', event => play.change({ fine: +event.target.value }));
    find('mix-truncation').addEventListener('input', event => play.change({ truncation: +event.target.value }));
    find('mix-class')?.addEventListener('change', event => play.change({ class: event.target.value }));
  }

  show() {
    const { play } = this, { state, find } = play;
    find('mixed').value = state.mixed;
    find('fine').value = state.fine || Math.max(4, play.facts.height / 4);
    find('mix-truncation').value = state.truncation;
    if (find('mix-class'))
      find('mix-class').value = state.class;
    const names = ['fine', 'class', 'seed', 'truncation'], more = { count: state.mixed };
    this.sprite.show(play.address('mix.pixels', names, more));
    play.downloads('mix-downloads', names, more);
  }
}
