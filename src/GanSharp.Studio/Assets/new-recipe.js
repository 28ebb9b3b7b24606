// The recipe and its settings: chosen by the studio, changed by the person, kept over a reload.

import { attempt, count, element, find, notify, request, t } from './shell.js';
import { begin, edits, lastLength, restore } from './settings.js';
import { choice, query } from './new-choice.js';
import { keep, kept } from './new-kept.js';
import { estimate } from './new-time.js';
import { canStart } from './new-start.js';

const select = find('recipe'), start = find('init-from'), reset = find('reset');
let plan = null, isBegun = false; // what was restored must not be kept before it is complete

const load = recipe => request(`/api/recipe?${query()}${recipe ? `&recipe=${encodeURIComponent(recipe)}` : ''}`);

/** Proposes a recipe for the data, and returns a function that shows it. */
export async function propose() {
  isBegun = false;
  const proposed = await load();
  return async () => {
    use(proposed);
    try {
      await bringBack(kept(query()));
    } catch {
      use(proposed); // the recipe may be gone
    }
    isBegun = true;
    keepChanges();
  };
}

/** Brings back what was changed before the page was loaded again. */
async function bringBack(before) {
  if (!before)
    return;
  if (before.recipe !== plan.reasons.name)
    use(await load(before.recipe));
  if (start && [...start.options].some(option => option.value === before.start))
    start.value = before.start;
  if (before.edits)
    restore(before.edits);
}

function keepChanges() {
  if (!isBegun)
    return;
  const now = edits(), isChanged = now.settings.length > 0 || now.yaml !== plan.checked.yaml;
  reset.hidden = !isChanged;
  const isOther = isChanged || select.value !== select.dataset.best || Boolean(start?.value);
  keep(query(), isOther ? { recipe: select.value, start: start?.value ?? '', edits: isChanged ? now : null } : null);
}

function use(chosen) {
  plan = chosen;
  const { reasons } = plan;
  if (reasons.isBest)
    select.dataset.best = reasons.name;
  const { best } = select.dataset;
  select.replaceChildren(
    ...best ? [element('option', { value: best }, t('{0} (recommended)', best))] : [],
    element('optgroup', { label: t('All recipes') }, ...plan.recipes.filter(each => each.name !== best).map(each =>
      element('option', { value: each.name, disabled: !each.isPossible }, each.isPossible ? each.name : t('{0} (needs classes)', each.name)))));
  select.value = reasons.name;
  find('recipe-about').replaceChildren(t(reasons.about), ...reasons.paper ? [' ', element('a', { href: reasons.paper, rel: 'noreferrer', target: '_blank' }, t('Paper'))] : []);
  find('reasons').replaceChildren(...why(reasons).map(line => element('li', {}, line)));
  begin(plan.checked, choice.source, changed);
}

const changes = { translation: t('translation'), colour: t('colour'), cutout: t('cutout'), flip: t('flip') }; // for the discriminator

function why(reasons) {
  const lines = [];
  if (reasons.isBest)
    lines.push(reasons.isForPictures ? t('Of all recipes, this one made the best colour pictures in an hour of training.') : t('This recipe gives first results within minutes, and suits small grey images.'));
  if (reasons.side)
    lines.push(t('The pictures are scaled to {0}×{0} pixels, a size that can be trained without a fast graphics card.', reasons.side));
  if (reasons.usesClasses)
    lines.push(t('It learns the classes, so that you can choose one when you draw samples.'));
  if (reasons.augment.length)
    lines.push(t('There are only {0} pictures. The discriminator sees them slightly changed ({1}), so that it cannot memorise them.',
      count(reasons.images), reasons.augment.map(name => changes[name] ?? name).join(', ')));
  return lines;
}

function changed(result) {
  keepChanges();
  canStart(Boolean(result?.isReady));
  if (!result)
    return; // it is being checked
  if (result.steps)
    Object.assign(lastLength, { steps: result.steps, passes: result.passes });
  estimate(result);
}

select.addEventListener('change', () => attempt(async () => use(await load(select.value))));
start?.addEventListener('change', keepChanges);
reset.addEventListener('click', () => {
  use(plan);
  find('settings-title').focus();
  notify(t('These are the settings of the recipe again.'));
});
