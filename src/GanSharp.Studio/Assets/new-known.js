// The known data sets: use or download one.

import { attempt, element, find, request, t } from './shell.js';
import { gigabytes } from './new-choice.js';

/** Shows the data sets. look gets the one that is chosen. */
export async function loadDatasets(look) {
  const all = await request('/api/datasets');
  find('datasets').replaceChildren(...all.map(known => entry(known, look)));
  if (all.some(each => each.share != null))
    setTimeout(() => attempt(() => loadDatasets(look)), 1000);
}

function entry(known, look) {
  const actions = element('p', { className: 'actions' });
  const button = (label, act) => {
    const node = element('button', { type: 'button' }, label);
    node.setAttribute('aria-label', `${label}: ${known.name}`);
    node.addEventListener('click', () => attempt(act));
    actions.append(node);
  };
  const ask = action => async () => {
    await request(`/api/datasets/${known.name}/${action}`, { method: 'POST' });
    await loadDatasets(look);
  };
  if (known.isReady)
    button(t('Use it'), () => look({ dataset: known.name }));
  else if (known.share != null) {
    actions.append(element('progress', { max: 1, value: known.share, 'aria-label': t('Download of {0}', known.name) }));
    button(t('Cancel'), ask('cancel'));
  } else
    button(t('Download {0}', gigabytes(known.bytes)), ask('download'));
  return element('li', {}, element('h4', {}, known.name), element('p', { className: 'hint' }, t(known.about)),
    ...known.problem ? [element('p', { className: 'problem' }, known.problem)] : [], actions);
}
