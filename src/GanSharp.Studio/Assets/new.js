// A new training: choose data, see what was found, choose and change a recipe, start.

import { attempt, find, request, t } from './shell.js';
import { choice, query, show } from './new-choice.js';
import { loadUploads } from './new-earlier.js';
import { showData } from './new-found.js';
import { keepChoice, keptChoice } from './new-kept.js';
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
    keepChoice(choice);
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

/** Lets people choose other data. */
function restart() {
  choice.source = null;
  keepChoice(null);
  stopMeasuring();
  history.replaceState(null, '', '/new');
  show('drop', 'known');
  find('upload-progress').value = 0;
  list();
}

/** Shows what can be chosen besides new pictures. */
async function list() {
  await attempt(() => loadUploads(look));
  await attempt(() => loadDatasets(look));
}

find('again').addEventListener('click', () => {
  choice.leftOut = [];
  restart();
  document.querySelector('[data-choose]').focus();
});

/** The data that the address names, or else those that were chosen before. */
function wished() {
  const address = new URLSearchParams(location.search), before = keptChoice();
  const source = /^[0-9]{1,9}$/.test(address.get('upload') ?? '') ? { upload: Number(address.get('upload')) }
    : address.get('dataset') ? { dataset: address.get('dataset') } : before?.source;
  const isSame = JSON.stringify(source) === JSON.stringify(before?.source);
  choice.leftOut = isSame ? before?.leftOut ?? [] : [];
  return source;
}

letUpload(look, restart);
const source = wished();
list();
if (source)
  attempt(() => look(source));
