// A new training: choose data, see what was found, choose and change a recipe, start.

import { attempt, find, request, t } from './shell.js';
import { choice, query, show } from './new-choice.js';
import { showData } from './new-found.js';
import { keep } from './new-kept.js';
import { loadDatasets } from './new-known.js';
import { propose } from './new-recipe.js';
import { stopMeasuring } from './new-time.js';
import { letUpload } from './new-upload.js';

/** Looks at the data that were chosen, and shows what was found and the recipe for it. */
async function look(source) {
  choice.source = source;
  show('uploading');
  find('upload-cancel').hidden = true;
  find('upload-progress').value = 0;
  find('upload-state').textContent = t('Checking the pictures …');
  const polls = setInterval(async () => {
    try {
      find('upload-progress').value = (await request(`/api/data/progress?${query()}`)).share;
    } catch { /* the next one may come */ }
  }, 500);
  try {
    const data = await request(`/api/data?${query()}`);
    const showRecipe = await propose();
    history.replaceState(null, '', `/new?${query()}`);
    showData(data);
    show('found', 'plan');
    find('found-title').focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
    await showRecipe();
  } catch (error) {
    restart();
    throw error;
  } finally {
    clearInterval(polls);
    find('upload-cancel').hidden = false;
  }
}

function restart() {
  choice.source = null;
  stopMeasuring();
  history.replaceState(null, '', '/new');
  show('drop', 'known');
  find('upload-progress').value = 0;
}

find('again').addEventListener('click', () => {
  if (choice.source?.upload) {
    keep(query(), null);
    request(`/api/uploads/${choice.source.upload}/abandon`, { method: 'POST' }).catch(() => {}); // or it is deleted tomorrow
  }
  choice.leftOut = [];
  restart();
  attempt(() => loadDatasets(look));
  document.querySelector('[data-choose]').focus();
});

letUpload(look, restart);
const wished = new URLSearchParams(location.search);
await attempt(() => loadDatasets(look));
if (/^[0-9]{1,9}$/.test(wished.get('upload') ?? ''))
  await attempt(() => look({ upload: Number(wished.get('upload')) }));
else if (wished.get('dataset'))
  await attempt(() => look({ dataset: wished.get('dataset') }));
