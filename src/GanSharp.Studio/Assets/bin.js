// Deleted runs: take them back, or delete them for good.

import { attempt, find, request, t } from './shell.js';

find('bin')?.addEventListener('click', event => {
  const action = event.target.dataset.action, name = event.target.closest('tr')?.dataset.name;
  if (!action || (action === 'purge' && !confirm(t('Delete {0} for good? This cannot be undone.', name))))
    return;
  attempt(async () => {
    await request(`/api/bin/${encodeURIComponent(name)}/${action}`, { method: 'POST' });
    if (action === 'restore')
      location.href = `/runs/${encodeURIComponent(name)}?restored`;
    else
      location.reload();
  });
});
