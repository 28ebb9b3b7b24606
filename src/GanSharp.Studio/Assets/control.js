// The buttons, dialogs and notes of a run.

import { attempt, find, notify, request, t } from './shell.js';
import { download } from './live.js';

const run = find('run'), api = `/api/runs/${encodeURIComponent(run.dataset.name)}`;

/** What happens after a button was pressed, as a step may take seconds. */
const answers = { pause: t('It pauses after this step.'), stop: t('It stops after this step, and is saved.') };

run.addEventListener('click', event => {
  const action = event.target.closest('[data-action]')?.dataset.action;
  if (!action)
    return;
  attempt(async () => {
    if (action === 'delete' && !confirm(t('Move this run to the bin?')))
      return;
    event.target.disabled = true;
    try {
      await request(`${api}/${action}`, { method: 'POST' });
      if (action === 'delete')
        location.href = '/';
      if (answers[action])
        notify(answers[action]);
      document.dispatchEvent(new Event('run-changed'));
    } finally {
      event.target.disabled = false;
    }
  });
});

find('notes').addEventListener('submit', event => {
  event.preventDefault();
  const form = new FormData(event.target);
  attempt(async () => {
    const tags = form.get('tags').split(',').map(tag => tag.trim()).filter(tag => tag);
    await request(`${api}/notes`, { json: { title: form.get('title').trim(), tags } });
    find('title').textContent = form.get('title').trim() || run.dataset.name;
    notify(t('Saved.'));
  });
});

run.addEventListener('click', event => {
  const link = event.target.closest('[data-export]');
  if (!link)
    return;
  event.preventDefault(); // so that an error is shown
  notify(t('The file is being made.'));
  attempt(() => download(link.href));
});

run.addEventListener('click', event => {
  const dialog = event.target.closest('[data-dialog]')?.dataset.dialog;
  if (dialog)
    find(dialog).showModal();
});

for (const form of document.querySelectorAll('form[data-send]')) {
  form.addEventListener('submit', event => {
    if (event.submitter?.value !== 'send')
      return;
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, name === 'note' ? value : Number(value)]));
    attempt(async () => {
      await request(`${api}/${form.dataset.send}`, { json: values });
      document.dispatchEvent(new Event('run-changed'));
    });
  });
}
