// The list of runs: search, sort, choose.

import { attempt, find, notify, request, t } from './shell.js';

if (find('queue'))
  await import('./queue.js');

const list = find('runs');
if (list) {
  const tiles = [...list.children], search = find('search'), sort = find('sort');
  const compare = find('compare'), remove = find('delete');
  const number = (tile, key, missing) => tile.dataset[key] ? Number(tile.dataset[key]) : missing;
  const orders = {
    started: (a, b) => number(b, 'started', Infinity) - number(a, 'started', Infinity),
    name: (a, b) => a.dataset.name.localeCompare(b.dataset.name),
    fid: (a, b) => number(a, 'fid', Infinity) - number(b, 'fid', Infinity),
    speed: (a, b) => number(b, 'speed', 0) - number(a, 'speed', 0),
    state: (a, b) => a.dataset.state.localeCompare(b.dataset.state),
  };
  const picked = () => [...list.querySelectorAll('.pick input:checked')].map(box => box.value);

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    for (const tile of tiles)
      tile.hidden = !words.every(word => tile.dataset.search.includes(word));
    find('nothing').hidden = tiles.some(tile => !tile.hidden);
  };
  search.addEventListener('input', filter);
  search.form.addEventListener('submit', event => event.preventDefault());
  sort.addEventListener('change', () => list.append(...tiles.sort(orders[sort.value])));
  list.addEventListener('change', () => {
    const names = picked();
    compare.disabled = names.length < 2 || names.length > 12;
    remove.disabled = names.length === 0;
    find('picked').textContent = names.length ? t('{0} selected', names.length) : '';
  });
  compare.addEventListener('click', () =>
    location.href = `/compare?${picked().map(name => `run=${encodeURIComponent(name)}`).join('&')}`);
  remove.addEventListener('click', () => attempt(async () => {
    const names = picked();
    if (!confirm(t('Move {0} runs to the bin?', names.length)))
      return;
    for (const name of names)
      await request(`/api/runs/${encodeURIComponent(name)}/delete`, { method: 'POST' });
    notify(t('Moved to the bin.'));
    location.reload();
  }));

  // Runs in training change by themselves.
  const isLive = tile => ['training', 'starting', 'waiting', 'paused'].includes(tile.dataset.state);
  setInterval(async () => {
    if (document.hidden || !tiles.some(isLive))
      return;
    const page = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
    for (const fresh of page.querySelectorAll('#shelf > li')) {
      const at = tiles.findIndex(tile => tile.dataset.name === fresh.dataset.name);
      if (at < 0 || !isLive(tiles[at]) || tiles[at].contains(document.activeElement))
        continue;
      fresh.querySelector('.pick input').checked = tiles[at].querySelector('.pick input').checked;
      tiles[at].replaceWith(fresh);
      tiles[at] = fresh;
    }
    filter();
  }, 5000);
}
