// Line charts as SVG that grow while a training runs. The number of points stays bounded.

import { figure, t } from './shell.js';

const WIDTH = 640, HEIGHT = 300, LEFT = 56, RIGHT = 12, TOP = 34, BOTTOM = 30, MOST = 1024;
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

const short = value => Math.abs(value) >= 1e6 ? `${figure(value / 1e6)}M` : Math.abs(value) >= 1e4 ? `${figure(value / 1e3)}k` : figure(value);

export class Chart {
  /** A chart of curves. Its horizontal axis is [from, to], or as long as the curves. */
  constructor(title, isLogarithmic, curves, steps = null) {
    this.title = title;
    this.steps = steps;
    this.isLogarithmic = isLogarithmic;
    this.curves = curves.map(curve => ({ ...curve, points: bound(curve.points) }));
    this.node = document.createElement('figure');
    this.node.className = 'chart live';
    this.svg = shape('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img' });
    this.tip = document.createElement('p');
    this.tip.className = 'tip';
    this.tip.hidden = true;
    this.node.append(this.svg, this.tip);
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
    const shown = this.curves.map(curve => ({ ...curve, line: (smooth && curve.figure ? smoothed(curve.points) : curve.points)
      .filter(([, y]) => !this.isLogarithmic || y > 0) })).filter(curve => curve.line.length);
    const scale = this.isLogarithmic ? Math.log10 : value => value;
    const all = shown.flatMap(curve => curve.line);
    if (!all.length)
      return;
    let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const [x, y] of all) {
      const value = scale(y);
      left = Math.min(left, x), right = Math.max(right, x), low = Math.min(low, value), high = Math.max(high, value);
    }
    left = Math.min(left, this.curves[0].figure ? 0 : left);
    [left, right] = this.steps ?? [left, right];
    const isFlat = high - low <= Math.abs(high) * 1e-6;
    const margin = (isFlat ? Math.abs(high) || 1 : high - low) * 0.05;
    [low, high] = [low - margin, high + margin];
    this.x = x => LEFT + (x - left) / (right - left || 1) * (WIDTH - LEFT - RIGHT);
    this.y = y => HEIGHT - BOTTOM - (scale(y) - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
    this.shown = shown;
    const parts = [shape('title', {}, this.label(shown)), shape('text', { class: 'name', x: 12, y: 21 }, t(this.title))];
    for (const mark of ticks(low, high)) {
      const value = this.isLogarithmic ? 10 ** mark : mark, y = this.y(value);
      parts.push(shape('line', { class: 'rule', x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }),
        shape('text', { class: 'mark end', x: LEFT - 6, y: y + 4 }, short(value)));
    }
    for (const mark of ticks(left, right))
      parts.push(shape('text', { class: 'mark middle', x: this.x(mark), y: HEIGHT - 10 }, short(mark)));
    let legend = WIDTH - RIGHT;
    shown.forEach((curve, i) => {
      const color = `curve c${(curve.color ?? i) % 8}`;
      const path = curve.line.length === 1
        ? shape('circle', { class: `${color} dot`, cx: this.x(curve.line[0][0]), cy: this.y(curve.line[0][1]), r: 3 })
        : shape('path', { class: color, d: 'M' + curve.line.map(([x, y]) => `${this.x(x).toFixed(1)} ${this.y(y).toFixed(1)}`).join('L') });
      parts.push(path);
    });
    if (shown.length > 1 || shown[0].name !== this.title) {
      [...shown].reverse().forEach((curve, i) => {
        const name = t(curve.name);
        parts.push(shape('text', { class: `legend end c${(curve.color ?? shown.length - 1 - i) % 8}`, x: legend, y: 21 }, `● ${name}`));
        legend -= [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? 14 : 7.5), 26);
      });
    }
    this.line = shape('line', { class: 'cursor', y1: TOP, y2: HEIGHT - BOTTOM, visibility: 'hidden' });
    this.svg.replaceChildren(...parts, this.line);
  }

  label(shown) {
    const last = shown.map(curve => `${t(curve.name)} ${figure(curve.points.at(-1)[1])}`).join(', ');
    return `${t(this.title)}: ${last}, ${t('step {0}', shown[0].points.at(-1)[0])}`;
  }

  /** Shows the values at the pointer. */
  point(event) {
    if (!this.shown)
      return;
    const box = this.svg.getBoundingClientRect(), at = (event.clientX - box.left) / box.width * WIDTH;
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
