// A field in which a point is moved in two directions, by pointer or by keys.

import { t } from './shell.js';

const most = 3, step = .1, leap = .5;
const within = value => Math.max(-most, Math.min(most, value));

export class Pad {
  #x = 0;
  #y = 0;

  constructor(node, moved) {
    this.node = node;
    this.spot = node.querySelector('.spot');
    this.moved = moved;
    node.addEventListener('pointerdown', event => {
      node.setPointerCapture(event.pointerId);
      this.#follow(event);
    });
    node.addEventListener('pointermove', event => {
      if (node.hasPointerCapture(event.pointerId))
        this.#follow(event);
    });
    node.addEventListener('keydown', event => {
      const by = event.shiftKey ? leap : step;
      const [x, y] = {
        ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, by], ArrowDown: [0, -by], Home: [-this.#x, -this.#y],
      }[event.key] ?? [];
      if (x === undefined)
        return;
      event.preventDefault();
      this.#go(this.#x + x, this.#y + y);
    });
  }

  /** Shows a place. */
  set(x, y) {
    [this.#x, this.#y] = [x, y];
    this.spot.style.left = `${50 + within(x) / most * 50}%`;
    this.spot.style.top = `${50 - within(y) / most * 50}%`;
    this.node.setAttribute('aria-valuenow', x);
    this.node.setAttribute('aria-valuetext', t('direction 1: {0}, direction 2: {1}', x, y));
  }

  #follow(event) {
    const box = this.node.getBoundingClientRect();
    this.#go(((event.clientX - box.left) / box.width * 2 - 1) * most, (1 - (event.clientY - box.top) / box.height * 2) * most);
  }

  #go(x, y) {
    const rounded = value => Math.round(within(value) * 100) / 100;
    this.set(rounded(x), rounded(y));
    this.moved(this.#x, this.#y);
  }
}
