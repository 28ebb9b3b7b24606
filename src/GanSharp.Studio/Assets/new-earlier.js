// Pictures that were sent before: use or remove them.

import { attempt, count, element, find, moment, notify, request, t } from './shell.js';
import { keep } from './new-kept.js';

/** The name of an upload: that of the folder or file, or of some of them. */
export const nameOf = ({ names, entries }) =>
  names.length < entries ? t('{0} and {1} more', names.join(', '), count(entries - names.length)) : names.join(', ');

/** Shows the uploads. look gets the one that is chosen. */
export async function loadUploads(look) {
  const all = await request('/api/uploads');
  find('earlier').hidden = !all.length;
  find('uploads').replaceChildren(...all.map(upload => entry(upload, look)));
}

function entry(upload, look) {
  const name = nameOf(upload), actions = element('p', { className: 'actions' });
  const button = (label, act) => {
    const node = element('button', { type: 'button', 'aria-label': `${label}: ${name}` }, label);
    node.addEventListener('click', () => attempt(act));
    actions.append(node);
  };
  button(t('Use it'), () => look({ upload: upload.id }));
  if (!upload.runs)
    button(t('Remove'), () => remove(upload, name, look));
  const facts = [
    ...upload.count ? [t('{0} pictures', count(upload.count))] : [],
    ...upload.classes > 1 ? [t('{0} classes', upload.classes)] : [],
    moment(upload.added),
    ...upload.runs > 1 ? [t('used by {0} runs', upload.runs)] : upload.runs ? [t('used by a run')] : [],
  ];
  const pictures = upload.hasPictures ? [element('img', { src: `/api/uploads/${upload.id}/pictures.png`, alt: '', loading: 'lazy' })] : [];
  return element('li', {}, ...pictures, element('h4', {}, name), element('p', { className: 'hint' }, facts.join(' · ')), actions);
}

async function remove(upload, name, look) {
  if (!confirm(t('Move {0} to the bin?', name)))
    return;
  await request(`/api/uploads/${upload.id}/remove`, { method: 'POST' });
  notify(t('Moved to the bin.'));
  keep(`upload=${upload.id}`, null);
  await loadUploads(look);
  (document.querySelector('#uploads button') ?? document.querySelector('[data-choose]')).focus();
}
