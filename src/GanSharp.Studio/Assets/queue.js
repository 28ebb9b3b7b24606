// The trainings that wait, and the run that they wait for: remove them, or let one start earlier.

import { attempt, element, find, request, t } from './shell.js';

const section = find('queue'), list = section.querySelector('ol'), held = find('queue-holder');
const linkTo = (run, title) => element('a', { href: `/runs/${encodeURIComponent(run)}` }, title);

function show({ waiting, holder }) {
  section.hidden = waiting.length === 0;
  showHolder(holder);
  list.replaceChildren(...waiting.map((run, place) => {
    const up = element('button', { type: 'button', disabled: place === 0 }, t('Move up'));
    up.setAttribute('aria-label', `${t('Move up')}: ${run}`);
    up.addEventListener('click', () => change(run, 'up'));
    const remove = element('button', { type: 'button' }, t('Remove'));
    remove.setAttribute('aria-label', `${t('Remove')}: ${run}`);
    remove.addEventListener('click', () => change(run, 'remove'));
    return element('li', {}, linkTo(run, run), element('span', { className: 'actions' }, up, remove));
  }));
}

function showHolder(holder) {
  held.hidden = !holder;
  held.classList.toggle('paused', Boolean(holder?.isPaused));
  if (!holder)
    return held.replaceChildren();
  const sentence = holder.isPaused
    ? t('{0} is paused and holds the queue. Continue or stop it, and the next run starts.', '\n') : t('{0} is training now.', '\n');
  const [before, after] = sentence.split('\n');
  held.replaceChildren(before, linkTo(holder.name, holder.title), after);
}

const change = (run, action) => attempt(async () =>
  show(await request(`/api/queue/${encodeURIComponent(run)}/${action}`, { method: 'POST' })));

/** Shows the queue as it is now, and returns the names of the runs that wait, and the run that they wait for. */
export async function refreshQueue() {
  const queue = await request('/api/queue');
  show(queue);
  return queue;
}

const { name, title, paused } = held.dataset;
show({
  waiting: [...list.children].map(entry => entry.dataset.run),
  holder: name ? { name, title, isPaused: Boolean(paused) } : null,
});
setInterval(() => {
  if (!section.hidden && !document.hidden)
    refreshQueue().catch(() => {}); // the next try follows
}, 5000);
