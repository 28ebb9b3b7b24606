// Several runs: grids of the same step side by side, one curve per run on shared axes.

import { attempt, count, find, request, t } from './shell.js';
import { Chart } from './charts.js';

const figures = [...document.querySelectorAll('[data-run]')], slider = find('step');
const smooth = find('smooth');
const api = name => `/api/runs/${encodeURIComponent(name)}`;
const last = Math.max(...figures.map(figure => Number(figure.dataset.total)));
let grids = [], charts = [];

/** Shows the newest grid of each run that is not after the chosen step. */
function show() {
  const step = Math.round(slider.valueAsNumber / slider.max * last);
  find('when').textContent = t('step {0}', count(step));
  figures.forEach((figure, i) => {
    const grid = grids[i].findLast(each => each.step <= step) ?? grids[i][0], image = figure.querySelector('img');
    if (!grid)
      return;
    image.hidden = false;
    image.src = `${api(figure.dataset.run)}/grids/${grid.step}.png`;
    figure.querySelector('output').textContent = t('step {0}', count(grid.step));
  });
}

/** The curves of all runs with the same title and name, one chart for each; all charts have the same steps. */
function merge(all) {
  const merged = new Map();
  all.forEach((run, color) => {
    for (const chart of run.charts) {
      for (const curve of chart.curves) {
        const title = chart.curves.length > 1 ? `${t(chart.title)}: ${t(curve.name)}` : t(chart.title);
        if (!merged.has(title))
          merged.set(title, { isLogarithmic: chart.isLogarithmic, curves: [] });
        merged.get(title).curves.push({ ...curve, name: figures[color].dataset.title, color });
      }
    }
  });
  const end = Math.max(...[...merged.values()].flatMap(({ curves }) => curves.map(({ points }) => points.at(-1)?.[0] ?? 0)));
  return [...merged].map(([title, { isLogarithmic, curves }]) => new Chart(title, isLogarithmic, curves, [0, end]));
}

slider.addEventListener('input', show);
smooth.addEventListener('change', () => charts.forEach(chart => chart.draw(smooth.checked)));

await attempt(async () => {
  grids = await Promise.all(figures.map(figure => request(`${api(figure.dataset.run)}/grids`)));
  show();
  charts = merge(await Promise.all(figures.map(figure => request(`${api(figure.dataset.run)}/curves`))));
  find('charts').replaceChildren(...charts.map(chart => chart.node));
  charts.forEach(chart => chart.draw(smooth.checked));
});
