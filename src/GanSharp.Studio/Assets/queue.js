// The trainings that wait: remove them, or let one start earlier.

import { attempt, element, find, request, t } from './shell.js';

const section = find('queue'), list = section.querySelector('ol');

function show(runs) {
  section.hidden = runs.length === 0;
  list.replaceChildren(...runs.map((run, place) => {
    const up = element('button', { type: 'button', disabled: place === 0 }, t('Move up'));
    up.setAttribute('aria-label', `${t('Move up')}: ${run}`);
    up.addEventListener('click', () => change(run, 'up'));
    const remove = element('button', { type: 'button' }, t('Remove'));
    remove.setAttribute('aria-label', `${t('Remove')}: ${run}`);
    remove.addEventListener('click', () => change(run, 'remove'));
    return element('li', {}, element('a', { href: `/runs/${encodeURIComponent(run)}` }, run), element('span', { className: 'actions' }, up, remove));
  }));
}

const change = (run, action) => attempt(async () =>
  show(await request(`/api/queue/${encodeURIComponent(run)}/${action}`, { method: 'POST' })));

/** Shows the queue as it is now, and returns the names of the runs. */
export async function refreshQueue() {
  const runs = await request('/api/queue');
  show(runs);
  return runs;
}

show([...list.children].map(entry => entry.dataset.run));
setInterval(() => {
  if (!section.hidden && !document.hidden)
    refreshQueue().catch(() => {}); // the next try follows
}, 5000);
