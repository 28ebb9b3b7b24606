// A run: live while it trains, a time machine afterwards.

import { attempt, count, duration, element, figure, find, request, t } from './shell.js';
import { Chart } from './charts.js';
import { Live } from './live.js';
import './control.js';

const run = find('run'), api = `/api/runs/${encodeURIComponent(run.dataset.name)}`;
const state = run.querySelector('.state'), smooth = find('smooth');
let charts = [], version = null, gridStep = null, grids = [], follow = true;

function show(now) {
  if (now.totalSteps && !run.dataset.known)
    location.reload(); // the page was made before the run had data and settings
  state.className = `state state-${now.state}`;
  state.textContent = t(now.state);
  const isUnfinished = ['stopped', 'failed'].includes(now.state), isSoon = ['waiting', 'starting'].includes(now.state);
  const visible = {
    pause: now.state === 'training', continue: now.state === 'paused', stop: ['training', 'paused'].includes(now.state),
    resume: isUnfinished, extend: now.totalSteps > 0 && !isSoon,
    rates: now.step > 0 && now.step < now.totalSteps && !isSoon,
  };
  for (const button of run.querySelectorAll('.actions [data-action], .actions [data-dialog]'))
    button.hidden = !visible[button.dataset.action ?? button.dataset.dialog];
  for (const link of run.querySelectorAll('[data-when=generator]'))
    link.hidden = !now.hasGenerator;
  find('place').textContent = now.totalSteps ? t('step {0} of {1}', count(now.step), count(now.totalSteps)) : now.state === 'waiting' ? t('waiting in the queue') : isUnfinished ? '' : t('reading the pictures');
  find('left').textContent = now.state === 'training' && now.secondsLeft ? t('{0} left', duration(now.secondsLeft)) : '';
  find('speed').textContent = now.imagesPerSecond ? t('{0} images/s', count(now.imagesPerSecond)) : '';
  find('fid').textContent = now.frechetDistance != null ? t('FID {0}, lower is better', figure(now.frechetDistance)) : '';
  find('advice').textContent = {
    training: t('You can close this page; the training goes on. Stop saves it, and you can resume it later.'),
    paused: t('It waits in memory. Continue goes on at once; Stop saves it for later.'),
    stopped: t('It is saved. Resume goes on from here.'),
    finished: t('Play with the generator, export it below, or extend the training.'),
  }[now.state] ?? '';
  find('progress').max = now.totalSteps || 1;
  find('progress').value = now.step;
  find('problem').textContent = now.problem ?? '';
  find('problem').hidden = !now.problem;
  live.want(!['finished', 'stopped', 'failed'].includes(now.state));
  if (now.gridStep != null && now.gridStep !== gridStep) {
    gridStep = now.gridStep;
    attempt(loadGrids);
  }
}

function warn(warnings) {
  find('warnings').hidden = !warnings.length;
  find('warnings').querySelector('ul').replaceChildren(...warnings.map(each => element('li', {},
    element('p', {}, element('strong', {}, each.kind), ' ', element('span', { className: 'faint' }, t('step {0}', count(each.step)))),
    element('p', {}, each.reason), element('p', { className: 'faint' }, each.suggestion))));
}

async function load() {
  const all = await request(`${api}/curves`);
  charts = all.charts.map(chart => new Chart(chart.title, chart.isLogarithmic, chart.curves));
  find('charts').replaceChildren(...charts.map(chart => chart.node));
  find('no-curves').hidden = charts.length > 0;
  charts.forEach(chart => chart.draw(smooth.checked));
  warn(all.warnings);
  version = all.now.version;
  show(all.now);
}

const live = new Live(`${api}/live`, {
  onMessage({ now, points }) {
    if (now.version !== version || (points && !charts.length))
      return attempt(load); // curves of evaluations
    for (const chart of points ? charts.filter(each => each.add(now.step, points)) : [])
      chart.draw(smooth.checked);
    show(now);
  },
  onReturn: load,
  onLost(text) {
    find('lost').textContent = text;
    find('lost').hidden = !text;
  },
});
document.addEventListener('run-changed', () => live.want(true));

// The time machine.
async function loadGrids() {
  grids = await request(`${api}/grids`);
  if (!grids.length)
    return;
  find('no-grid').hidden = true;
  find('time').hidden = find('film').hidden = grids.length < 2;
  find('epoch').max = grids.length - 1;
  if (follow)
    showGrid(grids.length - 1);
  const real = find('real');
  if (!real.src) {
    real.onload = () => real.hidden = find('real-note').hidden = false;
    real.src = `${api}/real.png`;
  }
}

const gridAddress = grid => `${api}/grids/${grid.step}.png`;

function showGrid(index) {
  const grid = grids[index], image = find('grid');
  image.hidden = false;
  image.src = gridAddress(grid);
  find('epoch').value = index;
  const when = grid.epoch != null ? t('epoch {0} · step {1}', grid.epoch, count(grid.step)) : t('step {0}', count(grid.step));
  find('when').textContent = when;
  image.alt = `${t('Samples')}, ${when}`;
  const steps = count(run.dataset.gridSteps);
  find('grid-note').textContent = grid.step ? t('Made by the generator, every {0} steps', steps)
    : t('Made before the first step, so there is nothing to see yet; the next ones come at step {0}', steps);
  find('grid-note').hidden = false;
  find('epoch').setAttribute('aria-valuetext', when);
}

let timer = 0;
function pause() {
  clearInterval(timer);
  timer = 0;
  find('play').textContent = t('Replay');
}

find('play').addEventListener('click', () => {
  if (timer)
    return pause();
  let index = find('epoch').valueAsNumber === grids.length - 1 ? 0 : find('epoch').valueAsNumber;
  showGrid(index);
  timer = setInterval(() => {
    index = Math.min(index + 1, grids.length - 1);
    showGrid(index);
    if (index === grids.length - 1)
      pause();
  }, 400);
  find('play').textContent = t('Pause');
});

find('epoch').addEventListener('input', () => {
  pause();
  follow = find('epoch').valueAsNumber === grids.length - 1;
  showGrid(find('epoch').valueAsNumber);
});

/** One noise vector through time: the same cell of every grid. */
find('through').addEventListener('click', () => attempt(async () => {
  const strip = find('strip'), layout = await request(`${api}/layout`);
  const most = 24, chosen = grids.filter((_, i) => i % Math.ceil(grids.length / most) === 0 || i === grids.length - 1);
  strip.hidden = false;
  strip.replaceChildren(...chosen.map(grid => {
    const canvas = element('canvas', { width: layout.width, height: layout.height, role: 'img', 'aria-label': t('step {0}', count(grid.step)) });
    const image = new Image();
    image.onload = () => canvas.getContext('2d').drawImage(image, -layout.x(through), -layout.y(through));
    layout.x = cell => (cell % layout.columns) * (layout.width + layout.margin) + layout.left;
    layout.y = cell => Math.floor(cell / layout.columns) * (layout.height + layout.margin) + layout.top;
    image.src = gridAddress(grid);
    return element('figure', {}, canvas, element('figcaption', {}, count(grid.step)));
  }));
  through = (through + 1) % layout.count;
}));
let through = 0;

smooth.addEventListener('change', () => charts.forEach(chart => chart.draw(smooth.checked)));

await live.comeBack();
