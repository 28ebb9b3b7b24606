// The interpolation between two of the sixteen pictures.

import { canvases, Sprite } from './sprite.js';
import { names } from './play-grid.js';

const steps = 33, shown = 9;

export class Interpolation {
  constructor(play) {
    this.play = play;
    const { find } = play;
    this.sprite = new Sprite(play.facts, (pictures, address) => {
      this.pictures = pictures;
      canvases(find('interpolation-strip'), shown).forEach((canvas, i) =>
        pictures.paint(canvas, Math.round(i * (steps - 1) / (shown - 1))));
      find('interpolation').dataset.shown = address;
      this.#large();
    }, find('grid-problem'));
    find('at').addEventListener('input', event => {
      play.change({ at: +event.target.value }, false);
      this.#large();
    });
  }

  show(isWanted) {
    const { play } = this, { state, find } = play, isWhole = state.from !== '' && state.to !== '';
    find('interpolation').hidden = !isWanted;
    find('interpolation-hint').hidden = isWhole;
    find('interpolation-view').hidden = !isWhole;
    find('at').value = state.at;
    if (!isWanted || !isWhole)
      return;
    const all = [...names, 'from', 'to'];
    this.sprite.show(play.address('interpolation.pixels', all, { from: state.from, to: state.to, steps }));
    play.downloads('interpolation-downloads', all, { from: state.from, to: state.to }, 60);
  }

  #large() {
    this.pictures?.paint(this.play.find('interpolation-picture'), this.play.state.at);
  }
}
