// The way between two of the sixteen pictures.

import { canvases, cut, Sprite } from './sprite.js';
import { names } from './play-bench.js';

const steps = 33, shown = 9;

export class Way {
  constructor(play) {
    this.play = play;
    const { find } = play;
    this.sprite = new Sprite((bitmap, address) => {
      this.bitmap = bitmap;
      canvases(find('way-strip'), shown).forEach((canvas, i) =>
        cut(canvas, bitmap, Math.round(i * (steps - 1) / (shown - 1)), play.facts, steps));
      find('way').dataset.shown = address;
      this.#large();
    }, find('bench-problem'));
    find('at').addEventListener('input', event => {
      play.change({ at: +event.target.value }, false);
      this.#large();
    });
  }

  show(isWanted) {
    const { play } = this, { state, find } = play, isWhole = state.from !== '' && state.to !== '';
    find('way').hidden = !isWanted;
    find('way-hint').hidden = isWhole;
    find('way-view').hidden = !isWhole;
    find('at').value = state.at;
    if (!isWanted || !isWhole)
      return;
    const all = [...names, 'from', 'to'];
    this.sprite.show(play.address('way.png', all, { from: state.from, to: state.to, steps }));
    play.downloads('way-downloads', all, { from: state.from, to: state.to }, 60);
  }

  #large() {
    if (this.bitmap)
      cut(this.play.find('way-picture'), this.bitmap, this.play.state.at, this.play.facts, steps);
  }
}
