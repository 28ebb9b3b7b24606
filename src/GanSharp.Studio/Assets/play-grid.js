// Sixteen pictures: what moves them, and the one or two that are chosen.

import { element, t } from './shell.js';
import { Sprite } from './sprite.js';
import { Pad } from './play-pad.js';
import { One } from './play-one.js';
import { Interpolation } from './play-interpolation.js';

const count = 16, columns = 4;

/** Changes a text if it is another: the same text would be laid out again. */
const say = (node, text) => node.textContent === text || (node.textContent = text);

/** What determines the sixteen pictures. */
export const names = ['seed', 'class', 'truncation', 'move', 'code', 'start', 'spread'];

export class Grid {
  constructor(play) {
    this.play = play;
    const { find } = play;
    this.cells = Array.from({ length: count }, (_, i) => this.#cell(i));
    find('grid').append(...this.cells.map(cell => cell.button));
    this.sprite = new Sprite(play.facts, (...pictures) => this.#paint(...pictures), find('grid-problem'));
    this.one = new One(play);
    this.interpolation = new Interpolation(play);
    this.sliders = [...document.querySelectorAll('[data-move]')];
    for (const slider of this.sliders)
      slider.addEventListener('input', () => this.#move(+slider.dataset.move, +slider.value));
    this.codes = [...document.querySelectorAll('[data-code]')];
    for (const code of this.codes)
      code.addEventListener('input', () => this.#code(+code.dataset.code, code.value));
    if (find('pad'))
      this.pad = new Pad(find('pad'), (x, y) => this.#moves([x, y, ...this.play.state.move.slice(2)]));
    find('reset')?.addEventListener('click', () => play.change({ move: [], code: [] }));
    find('truncation').addEventListener('input', event => play.change({ truncation: +event.target.value }));
    find('spread').addEventListener('input', event => play.change({ spread: +event.target.value }));
    find('leave').addEventListener('click', () => play.change({ start: '' }));
    find('class')?.addEventListener('change', event => play.change({ class: event.target.value }));
  }

  show(mode) {
    const { play } = this, { state, find } = play;
    this.sprite.show(play.address('grid.pixels', names)); // first, so that the studio draws meanwhile
    this.mode = mode;
    find('grid-panel').setAttribute('aria-label', mode === 'between' ? t('Between two') : t('Explore'));
    find('truncation').value = state.truncation;
    find('spread').value = state.spread;
    find('near').hidden = !state.start;
    if (find('class'))
      find('class').value = state.class;
    for (const slider of this.sliders)
      slider.value = state.move[slider.dataset.move] || 0;
    this.pad?.set(state.move[0] || 0, state.move[1] || 0);
    for (const code of this.codes)
      code.value = state.code[code.dataset.code] ?? '';
    play.downloads('grid-downloads', names, {}, 16 * 72);
    this.#mark();
    say(find('hint'), mode === 'between' ? t('Choose two pictures to walk from one to the other.') : t('Choose a picture to see it large, with the nearest training pictures.'));
    this.one.show(mode === 'explore');
    this.interpolation.show(mode === 'between');
  }

  #paint(pictures, address, time) {
    const { find } = this.play;
    this.cells.forEach((cell, i) => pictures.paint(cell.canvas, i));
    find('grid').dataset.shown = address;
    find('grid').dataset.time = Math.round(time);
    this.one.paint(pictures);
  }

  #cell(index) {
    const canvas = element('canvas'), mark = element('span', { className: 'mark' });
    const button = element('button', { type: 'button', className: 'cell', 'aria-label': t('Picture {0}', index + 1) }, canvas, mark);
    button.addEventListener('click', () => this.#choose(index));
    button.addEventListener('keydown', event => {
      const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
      if (step) {
        event.preventDefault();
        this.cells[index + step]?.button.focus();
      }
    });
    return { button, canvas, mark };
  }

  #choose(index) {
    const { state } = this.play;
    if (this.mode === 'explore')
      this.play.change({ cell: state.cell === index ? '' : index });
    else if (state.from === '' || state.to !== '')
      this.play.change({ from: index, to: '', at: 0 });
    else
      this.play.change({ to: index });
  }

  #mark() {
    const { from, to, cell } = this.play.state;
    this.cells.forEach((each, i) => {
      const text = this.mode === 'between' ? [from === i ? 'A' : '', to === i ? 'B' : ''].join('') : cell === i ? '✓' : '';
      say(each.mark, text);
      each.button.setAttribute('aria-pressed', text !== '');
    });
  }

  #move(index, value) {
    const moves = Array.from({ length: this.sliders.length }, (_, i) => this.play.state.move[i] || 0);
    moves[index] = value;
    this.#moves(moves);
  }

  #moves(moves) {
    this.play.change({ move: moves.map(each => Math.round((each || 0) * 100) / 100) });
  }

  #code(index, value) {
    const codes = Array.from({ length: this.codes.length }, (_, i) => this.play.state.code[i] ?? '');
    codes[index] = value === '' ? '' : +value;
    this.play.change({ code: codes });
  }
}
