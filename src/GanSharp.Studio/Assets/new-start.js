// The buttons that start the training.

import { attempt, find, request, t } from './shell.js';
import { refreshQueue } from './queue.js';
import { text } from './settings.js';
import { choice, query } from './new-choice.js';
import { keep, keepChoice } from './new-kept.js';
import { stopMeasuring } from './new-time.js';

const buttons = [...document.querySelectorAll('[data-start]')];

/** Says whether the training can be started. */
export function canStart(can) {
  for (const button of buttons)
    button.disabled = !can;
}

const start = () => attempt(async () => {
  canStart(false);
  stopMeasuring();
  try {
    const json = { ...choice.source, yaml: text(), initFrom: find('init-from')?.value ?? '' };
    const { run } = await request('/api/runs', { json });
    keep(query(), null);
    keepChoice(null);
    location.href = `/runs/${encodeURIComponent(run)}`;
  } catch (error) {
    canStart(true);
    throw error;
  }
});
for (const button of buttons)
  button.addEventListener('click', start);

attempt(async () => {
  const { waiting, holder } = await refreshQueue();
  if (holder?.isPaused)
    find('start-note').textContent = t('“{0}” is paused and holds the queue; this run will wait.', holder.title);
  else if (holder || waiting.length)
    find('start-note').textContent = t('Another run is training; this one will wait in the queue.');
});
