// Deleted runs and pictures: take them back, or delete them for good.

import { attempt, find, request, t } from './shell.js';

find('bin')?.addEventListener('click', event => {
  const action = event.target.dataset.action, { name, address, next } = event.target.closest('tr')?.dataset ?? {};
  if (!action || (action === 'purge' && !confirm(t('Delete {0} for good? This cannot be undone.', name))))
    return;
  attempt(async () => {
    await request(`/api/bin/${address}/${action}`, { method: 'POST' });
    if (action === 'restore')
      location.href = next;
    else
      location.reload();
  });
});
