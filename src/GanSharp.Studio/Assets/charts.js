// Line charts as SVG that grow while a training runs. The number of points stays bounded.

import { element, figure, t } from './shell.js';

const WIDEST = 640, NARROWEST = 240, LEFT = 56, RIGHT = 12, TOP = 8, BOTTOM = 30, MOST = 1024;
const NAMESPACE = 'http://www.w3.org/2000/svg';

const shape = (name, attributes = {}, text = '') => {
  const node = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes))
    node.setAttribute(key, value);
  node.textContent = text;
  return node;
};

/** Joins neighbours until there are few enough points. */
function bound(points) {
  while (points.length > MOST) {
    const joined = [];
    for (let i = 0; i < points.length; i += 2) {
      const next = points[i + 1];
      joined.push(next ? [next[0], (points[i][1] + next[1]) / 2] : points[i]);
    }
    points = joined;
  }
  return points;
}

/** A moving average that leaves about a hundred independent points. */
function smoothed(points) {
  const keep = Math.min(0.95, 1 - 100 / Math.max(100, points.length));
  let mean = points.length ? points[0][1] : 0;
  return points.map(([x, y]) => [x, mean = keep * mean + (1 - keep) * y]);
}

/** Round values from low to high, about five. */
function ticks(low, high) {
  const raw = (high - low) / 5 || 1, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(each => each >= raw);
  const first = Math.ceil(low / step - 1e-6), last = Math.floor(high / step + 1e-6);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

const short = value => value && Math.abs(value) < 1e-3 ? Number(value.toPrecision(3)).toExponential() : Math.abs(value) >= 1e6 ? `${figure(value / 1e6)}M` : Math.abs(value) >= 1e4 ? `${figure(value / 1e3)}k` : figure(value);

/** The least and the greatest number. */
function range(numbers) {
  let [low, high] = [Infinity, -Infinity];
  for (const each of numbers)
    [low, high] = [Math.min(low, each), Math.max(high, each)];
  return [low, high];
}

export class Chart {
  /** A chart of curves. Its horizontal axis is [from, to], or as long as the curves. */
  constructor(title, isLogarithmic, curves, steps = null) {
    this.title = title;
    this.steps = steps;
    this.isLogarithmic = isLogarithmic;
    this.curves = curves.map(curve => ({ ...curve, points: bound(curve.points) }));
    this.svg = shape('svg', { role: 'img' });
    this.legend = element('ul', { className: 'legend' });
    this.tip = element('p', { className: 'tip', hidden: true });
    this.node = element('figure', { className: 'chart live' }, element('p', { className: 'name' }, t(title)), this.legend, this.svg, this.tip);
    new ResizeObserver(() => this.shown && this.node.clientWidth !== this.drawnAt && this.draw(this.smooth)).observe(this.node);
    this.svg.addEventListener('pointermove', event => this.point(event));
    this.svg.addEventListener('pointerleave', () => { this.tip.hidden = true; this.line?.setAttribute('visibility', 'hidden'); });
  }

  /** Adds values of a step: an object from figure to value. Returns whether a curve took one. */
  add(step, values) {
    let taken = false;
    for (const curve of this.curves) {
      const value = values[curve.figure];
      if (typeof value !== 'number' || (curve.points.length && step <= curve.points.at(-1)[0]))
        continue;
      curve.points.push([step, value]);
      curve.points = bound(curve.points);
      taken = true;
    }
    return taken;
  }

  draw(smooth) {
    this.smooth = smooth;
    this.#measure();
    const shown = this.curves.map((curve, i) => ({ ...curve, color: `c${(curve.color ?? i) % 8}`, line: this.#lineOf(curve, smooth) }))
      .filter(curve => curve.line.length);
    if (!shown.length)
      return;
    this.shown = shown;
    this.line = shape('line', { class: 'cursor', y1: TOP, y2: this.height - BOTTOM, visibility: 'hidden' });
    const axes = this.#scale(shown);
    this.svg.replaceChildren(shape('title', {}, this.label(shown)), ...axes, ...shown.map(curve => this.#curve(curve)), this.line);
    this.#explain(shown);
  }

  /** Makes the drawing as wide as its place, so that its texts have their size, within limits. */
  #measure() {
    this.drawnAt = this.node.clientWidth;
    this.width = Math.min(WIDEST, Math.max(NARROWEST, this.drawnAt || WIDEST));
    this.height = Math.round(60 + this.width / 3);
    this.svg.setAttribute('viewBox', `0 0 ${this.width} ${this.height}`);
  }

  /** The points of a curve that can be drawn. */
  #lineOf(curve, smooth) {
    const points = smooth && curve.figure ? smoothed(curve.points) : curve.points;
    return this.isLogarithmic ? points.filter(([, y]) => y > 0) : points;
  }

  /** Sets what turns steps and values into places, and draws the axes. */
  #scale(shown) {
    const scale = this.isLogarithmic ? Math.log10 : value => value, all = shown.flatMap(curve => curve.line);
    const [first, last] = range(all.map(([x]) => x)), [low, high] = range(all.map(([, y]) => scale(y)));
    const [left, right] = this.steps ?? [this.curves[0].figure ? Math.min(first, 0) : first, last];
    const isFlat = high - low <= Math.abs(high) * 1e-6;
    const margin = (isFlat ? Math.abs(high) || 1 : high - low) * 0.05, [bottom, top] = [low - margin, high + margin];
    this.x = x => LEFT + (x - left) / (right - left || 1) * (this.width - LEFT - RIGHT);
    this.y = y => this.height - BOTTOM - (scale(y) - bottom) / (top - bottom) * (this.height - TOP - BOTTOM);
    const rule = mark => {
      const value = this.isLogarithmic ? 10 ** mark : mark, y = this.y(value);
      return [shape('line', { class: 'rule', x1: LEFT, x2: this.width - RIGHT, y1: y, y2: y }), shape('text', { class: 'mark end', x: LEFT - 6, y: y + 4 }, short(value))];
    };
    return [
      ...ticks(bottom, top).flatMap(rule),
      ...ticks(left, right).map(mark => shape('text', { class: 'mark middle', x: this.x(mark), y: this.height - 10 }, short(mark))),
    ];
  }

  #curve({ line, color }) {
    return line.length === 1
      ? shape('circle', { class: `curve ${color} dot`, cx: this.x(line[0][0]), cy: this.y(line[0][1]), r: 3 })
      : shape('path', { class: `curve ${color}`, d: 'M' + line.map(([x, y]) => `${this.x(x).toFixed(1)} ${this.y(y).toFixed(1)}`).join('L') });
  }

  /** Names the curves, unless the title does. */
  #explain(shown) {
    const names = shown.length > 1 || shown[0].name !== this.title ? shown.map(curve => `${curve.color} ${t(curve.name)}`) : [];
    if (names.join('\n') === this.explained)
      return; // it is drawn again each second
    this.explained = names.join('\n');
    this.legend.hidden = !names.length;
    this.legend.replaceChildren(...names.length ? shown.map(curve => element('li', { className: curve.color, title: t(curve.name) }, element('span', {}, t(curve.name)))) : []);
  }

  label(shown) {
    const last = shown.map(curve => `${t(curve.name)} ${figure(curve.points.at(-1)[1])}`).join(', ');
    return `${t(this.title)}: ${last}, ${t('step {0}', shown[0].points.at(-1)[0])}`;
  }

  /** Shows the values at the pointer. */
  point(event) {
    if (!this.shown)
      return;
    const box = this.svg.getBoundingClientRect(), at = (event.clientX - box.left) / box.width * this.width;
    const nearest = points => points.reduce((best, point) => Math.abs(this.x(point[0]) - at) < Math.abs(this.x(best[0]) - at) ? point : best);
    const found = this.shown.map(curve => [curve, nearest(curve.line)]);
    const x = this.x(found[0][1][0]);
    this.line.setAttribute('x1', x);
    this.line.setAttribute('x2', x);
    this.line.setAttribute('visibility', 'visible');
    this.tip.hidden = false;
    this.tip.textContent = `${t('step {0}', found[0][1][0])}: ` + found.map(([curve, point]) => `${t(curve.name)} ${figure(point[1])}`).join(', ');
  }
}
