// A new training: choose data, see what was found, choose and change a recipe, start.

import { attempt, count, duration, element, find, notify, request, t } from './shell.js';
import { chosen, dropped, sort, upload } from './upload.js';
import { begin, lastLength, text } from './settings.js';
import { refreshQueue } from './queue.js';

const { extensions, mostFiles, mostBytes } = find('choose').dataset;
const limits = { extensions: extensions.split(' '), files: Number(mostFiles), bytes: Number(mostBytes) };
const gigabytes = bytes => bytes >= 1e9 ? `${Math.round(bytes / 1e8) / 10} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;
let source = null, stop = null, leftOut = [], speeds = new Map(), state = null, measuring = null;

const query = () => source.upload ? `upload=${source.upload}` : `dataset=${encodeURIComponent(source.dataset)}`;

function show(...ids) {
  for (const id of ['drop', 'uploading', 'known', 'found', 'plan'])
    find(id).hidden = !ids.includes(id);
  find('choose').hidden = !ids.some(id => ['drop', 'uploading', 'known'].includes(id));
}

// Data: an upload.
async function take(files) {
  const { useful, others } = sort(files, limits.extensions);
  const bytes = useful.reduce((sum, each) => sum + each.file.size, 0);
  leftOut = [...others].map(([kind, number]) => kind
    ? t('{0} × {1}: this format is not supported; save them as PNG or JPEG', number, kind)
    : t('{0} files without an extension: their format is not known', number));
  if (!useful.length)
    throw new Error(files.length ? t('There is no picture among these files.') : t('There are no files in it.'));
  if (useful.length > limits.files)
    throw new Error(t('There are more than {0} files; choose fewer.', count(limits.files)));
  if (bytes > limits.bytes)
    throw new Error(t('The files are {0}, and the limit is {1}; choose fewer.', gigabytes(bytes), gigabytes(limits.bytes)));
  stop = new AbortController();
  show('uploading');
  find('upload-cancel').focus();
  find('upload-state').textContent = useful.length === 1 ? t('Sending a file, {0}', gigabytes(bytes))
    : t('Sending {0} files, {1}', count(useful.length), gigabytes(bytes));
  try {
    const { id, refused } = await upload(useful, ({ share, finished, count: all }) => {
      find('upload-progress').value = share;
      find('upload-state').textContent = t('Sent {0} of {1} files', count(finished), count(all));
    }, stop.signal);
    leftOut.push(...refused.slice(0, 10), ...refused.length > 10 ? [t('{0} more', refused.length - 10)] : []);
    await look({ upload: id });
  } catch (error) {
    restart();
    if (error.name !== 'AbortError')
      throw error;
    notify(t('Cancelled.'));
  }
}

find('upload-cancel').addEventListener('click', () => stop?.abort());
for (const button of document.querySelectorAll('[data-choose]'))
  button.addEventListener('click', () => find(button.dataset.choose).click());
for (const id of ['folder', 'files']) {
  find(id).addEventListener('change', event => attempt(async () => {
    const files = chosen(event.target);
    if (!files.length)
      throw new Error(t('This folder is empty.'));
    await take(files);
  }).then(() => event.target.value = ''));
}
// A browser says no more of an empty folder than of a chooser that was closed.
find('folder').addEventListener('cancel', () => notify(t('Nothing was chosen, or the folder is empty.')));

let depth = 0;
const hover = isOver => find('drop').classList.toggle('over', isOver);
document.addEventListener('dragenter', () => hover(++depth > 0));
document.addEventListener('dragleave', () => hover(--depth > 0));
document.addEventListener('dragover', event => event.preventDefault());
document.addEventListener('drop', event => {
  event.preventDefault(); // the browser would open the file
  depth = 0;
  hover(false);
  if (!find('drop').hidden)
    attempt(async () => take(await dropped(event.dataTransfer, limits.files)));
  else
    notify(t('Press “Choose other pictures” first.'));
});

// Data: a known data set.
async function loadDatasets() {
  const all = await request('/api/datasets');
  find('datasets').replaceChildren(...all.map(entry));
  if (all.some(each => each.share != null))
    setTimeout(() => attempt(loadDatasets), 1000);
}

function entry(known) {
  const actions = element('p', { className: 'actions' });
  const button = (label, act) => {
    const node = element('button', { type: 'button' }, label);
    node.setAttribute('aria-label', `${label}: ${known.name}`);
    node.addEventListener('click', () => attempt(act));
    actions.append(node);
  };
  if (known.isReady)
    button(t('Use it'), () => look({ dataset: known.name }));
  else if (known.share != null) {
    actions.append(element('progress', { max: 1, value: known.share, 'aria-label': t('Download of {0}', known.name) }));
    button(t('Cancel'), async () => {
      await request(`/api/datasets/${known.name}/cancel`, { method: 'POST' });
      await loadDatasets();
    });
  } else
    button(t('Download {0}', gigabytes(known.bytes)), async () => {
      await request(`/api/datasets/${known.name}/download`, { method: 'POST' });
      await loadDatasets();
    });
  return element('li', {}, element('h4', {}, known.name), element('p', { className: 'hint' }, t(known.about)),
    ...known.problem ? [element('p', { className: 'problem' }, known.problem)] : [], actions);
}

// What was found.
async function look(choice) {
  source = choice;
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
    const plan = await request(`/api/recipe?${query()}`);
    history.replaceState(null, '', `/new?${query()}`);
    showData(data);
    show('found', 'plan');
    find('found-title').focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
    useRecipe(plan);
  } catch (error) {
    restart();
    throw error;
  } finally {
    clearInterval(polls);
    find('upload-cancel').hidden = false;
  }
}

function showData(data) {
  find('thumbnails').src = `/api/data/pictures.png?${query()}`;
  find('found-count').textContent = data.isPictures
    ? data.channels === 1 ? t('{0} grey pictures', count(data.count)) : t('{0} coloured pictures', count(data.count))
    : t('{0}: {1} images', data.dataset, count(data.count));
  find('found-size').textContent = [
    data.isOneSize ? t('all of {0}×{1} pixels', data.height, data.width)
      : t('of different sizes, with sides of {0} to {1} pixels; half of them are smaller than {2}', data.shortest, data.longest, Math.min(data.height, data.width)),
    data.classes.length > 1 ? t('{0} classes', data.classes.length) : data.classes.length ? t('one class') : t('no classes'),
    ...data.checked < data.count ? [t('{0} of them were checked', count(data.checked))] : [],
  ].join(' · ');
  find('found-few').hidden = !data.isPictures || data.count >= 50;
  find('found-few').textContent = t('{0} pictures are few; a hundred or more are a start, thousands are better.', count(data.count));
  const most = 40;
  find('found-classes').replaceChildren(
    ...data.classes.slice(0, most).map(each => element('li', {}, each.name, ' ', element('span', { className: 'faint' }, count(each.count)))),
    ...data.classes.length > most ? [element('li', { className: 'faint' }, t('{0} more', data.classes.length - most))] : []);
  const list = (title, lines) => lines.length
    ? [element('h3', {}, title), element('ul', { className: 'hint' }, ...lines.map(line => element('li', {}, line)))] : [];
  find('found-out').replaceChildren(
    ...list(t('Left out'), [...leftOut, ...data.leftOut]), ...list(t('Damaged pictures, left out'), data.damaged));
}

function restart() {
  source = null;
  measuring?.abort();
  history.replaceState(null, '', '/new');
  show('drop', 'known');
  find('upload-progress').value = 0;
}

find('again').addEventListener('click', () => {
  if (source?.upload)
    request(`/api/uploads/${source.upload}/abandon`, { method: 'POST' }).catch(() => {}); // or it is deleted tomorrow
  leftOut = [];
  restart();
  attempt(loadDatasets);
  document.querySelector('[data-choose]').focus();
});

// The recipe.
function useRecipe(plan) {
  const { reasons } = plan, select = find('recipe');
  if (reasons.isBest)
    select.dataset.best = reasons.name;
  const { best } = select.dataset;
  select.replaceChildren(
    ...best ? [element('option', { value: best }, t('{0} (recommended)', best))] : [],
    element('optgroup', { label: t('All recipes') }, ...plan.recipes.filter(each => each.name !== best).map(each =>
      element('option', { value: each.name, disabled: !each.isPossible }, each.isPossible ? each.name : t('{0} (needs classes)', each.name)))));
  select.value = reasons.name;
  find('recipe-about').replaceChildren(t(reasons.about), ...reasons.paper ? [' ', element('a', { href: reasons.paper, rel: 'noreferrer', target: '_blank' }, t('Paper'))] : []);
  const why = [];
  if (reasons.isBest)
    why.push(reasons.isForPictures ? t('Of all recipes, this one made the best colour pictures in an hour of training.') : t('This recipe gives first results within minutes, and suits small grey images.'));
  if (reasons.side)
    why.push(t('The pictures are scaled to {0}×{0} pixels, a size that can be trained without a fast graphics card.', reasons.side));
  if (reasons.usesClasses)
    why.push(t('It learns the classes, so that you can choose one when you draw samples.'));
  if (reasons.augment.length)
    why.push(t('There are only {0} pictures. The discriminator sees them slightly changed ({1}), so that it cannot memorise them.',
      count(reasons.images), reasons.augment.join(', ')));
  find('reasons').replaceChildren(...why.map(line => element('li', {}, line)));
  begin(plan.checked, source, changed);
}

find('recipe').addEventListener('change', event => attempt(async () =>
  useRecipe(await request(`/api/recipe?${query()}&recipe=${encodeURIComponent(event.target.value)}`))));

function changed(result) {
  state = result;
  canStart(Boolean(result?.isReady));
  if (!result)
    return; // it is being checked
  if (result.steps)
    Object.assign(lastLength, { steps: result.steps, passes: result.passes });
  estimate();
}

// The time that it takes.
function estimate() {
  measuring?.abort();
  if (!state?.isReady) {
    find('estimate').textContent = '';
    find('estimate-more').textContent = '';
    return;
  }
  const known = speeds.get(state.pace);
  if (known)
    return showSpeed(known);
  find('estimate').textContent = t('Measuring how fast this machine trains it …');
  find('estimate-more').textContent = '';
  const mine = measuring = new AbortController();
  setTimeout(async () => {
    if (mine.signal.aborted)
      return;
    try {
      const speed = await request('/api/recipe/measure', { json: { ...source, yaml: text() }, signal: mine.signal });
      speeds.set(speed.pace, speed);
      if (!mine.signal.aborted)
        showSpeed(speed);
    } catch (error) {
      if (!mine.signal.aborted)
        find('estimate').textContent = t('The time is unknown: {0}', error.message);
    }
  }, 800);
}

function showSpeed(speed) {
  const seconds = speed.secondsPerStep * state.steps + speed.secondsPerSave * state.saves;
  find('estimate').textContent = t('About {0} on this machine, measured over {1} steps.', duration(seconds), count(speed.steps));
  find('estimate-more').textContent = [
    t('{0} steps of {1} each', count(state.steps), speed.secondsPerStep < 1 ? `${Math.round(speed.secondsPerStep * 1000)} ms` : t('{0} s', speed.secondsPerStep.toFixed(1))),
    state.saves === 1 ? t('you see new samples once') : t('you see new samples about {0} times', count(state.saves)),
    ...state.values['evaluate-every'] !== '0' ? [t('evaluations take additional time')] : [],
    ...speed.isBusy ? [t('another run was training meanwhile, so it may be faster')] : [],
  ].join(' · ');
}

addEventListener('pagehide', () => measuring?.abort());

// Start.
const starts = [...document.querySelectorAll('[data-start]')];
function canStart(can) {
  for (const button of starts)
    button.disabled = !can;
}

const start = () => attempt(async () => {
  canStart(false);
  measuring?.abort();
  try {
    const { run } = await request('/api/runs', { json: { ...source, yaml: text(), initFrom: find('init-from')?.value ?? '' } });
    location.href = `/runs/${encodeURIComponent(run)}`;
  } catch (error) {
    canStart(true);
    throw error;
  }
});
for (const button of starts)
  button.addEventListener('click', start);

attempt(async () => {
  const runs = await request('/api/runs');
  if (runs.some(run => ['training', 'starting', 'paused'].includes(run.state)) || (await refreshQueue()).length)
    find('start-note').textContent = t('Another run is training; this one will wait in the queue.');
});

const wished = new URLSearchParams(location.search);
await attempt(loadDatasets);
if (/^[0-9]{1,9}$/.test(wished.get('upload') ?? ''))
  await attempt(() => look({ upload: Number(wished.get('upload')) }));
else if (wished.get('dataset'))
  await attempt(() => look({ dataset: wished.get('dataset') }));
