// What was found in the data.

import { count, element, find, t } from './shell.js';
import { choice, query } from './new-choice.js';
import { nameOf } from './new-earlier.js';

/** Shows what was found. */
export function showData(data) {
  find('thumbnails').src = `/api/data/pictures.png?${query()}`;
  find('found-name').hidden = !data.names.length;
  find('found-name').textContent = nameOf(data);
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
    ...list(t('Left out'), [...choice.leftOut, ...data.leftOut]), ...list(t('Damaged pictures, left out'), data.damaged));
}
