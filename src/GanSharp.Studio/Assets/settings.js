// The settings of a recipe, as a form and as YAML: each shows what is typed into the other.

import { count, figure, find, request, t } from './shell.js';

const form = find('form'), yaml = find('yaml'), fault = find('yaml-fault'), length = find('set-length'), unit = find('length-unit');
const fields = [...form.querySelectorAll('[data-key]')];
const pending = new Map(); // settings that the studio has not accepted
let valid = '', values = {}, data = {}, onChange = () => {}, timer = 0, asked = 0;

/** Begins with a recipe that was checked. onChange gets every result. */
export function begin(checked, source, changed) {
  data = source;
  onChange = changed;
  pending.clear();
  asked++;
  clearTimeout(timer);
  valid = yaml.value = checked.yaml;
  accept(checked, null);
}

/** What a person has typed: the text, and settings that the studio has not accepted. */
export const edits = () => ({ yaml: yaml.value, settings: [...pending] });

/** Brings back what was typed. */
export function restore(before) {
  yaml.value = before.yaml;
  for (const [key, value] of before.settings) {
    pending.set(key, value);
    const field = fieldOf(key);
    if (field)
      field.value = value;
    if (field === length)
      unit.value = key;
  }
  if (before.settings.length)
    valid = before.yaml; // the form can be used only while the text can be read
  asked++;
  check(before.settings.length ? null : yaml);
}

/** The newest YAML that could be read. */
export const text = () => valid;

// No steps would mean as many as the epochs take, which is chosen by the unit.
const hasNoSteps = () => /^0+$/.test(pending.get('steps') ?? '');

const fieldOf = key => ['epochs', 'steps', 'length'].includes(key) ? length : fields.find(field => field.dataset.key === key);

function showFaults(faults) {
  for (const field of [length, ...fields]) {
    const key = field.dataset.key ?? 'length', wrong = faults.find(each => each.key && fieldOf(each.key) === field), note = find(`fault-${key}`);
    note.hidden = !wrong;
    note.textContent = wrong?.message ?? '';
    field.setAttribute('aria-invalid', wrong ? 'true' : 'false');
    if (wrong && field.closest('details'))
      field.closest('details').open = true;
  }
  const first = faults.find(each => !pending.has(each.key)) ?? faults[0];
  fault.replaceChildren();
  if (!first)
    return;
  const message = (first.key ? `${first.key}: ` : '') + first.message;
  if (first.line && !pending.has(first.key)) {
    const go = document.createElement('button');
    go.type = 'button';
    go.className = 'link';
    go.textContent = t('Line {0}', first.line);
    go.addEventListener('click', () => select(first.line));
    fault.append(go, ' ');
  }
  fault.append(message);
}

function select(line) {
  const lines = yaml.value.split('\n'), start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  yaml.focus();
  yaml.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  yaml.scrollTop = (line - 4) * yaml.scrollHeight / lines.length;
}

function showValues(except) {
  for (const field of fields) {
    if (field !== except && !pending.has(field.dataset.key) && field.value !== values[field.dataset.key]) {
      field.value = values[field.dataset.key];
      if (field.tagName === 'TEXTAREA')
        field.rows = Math.min(12, Math.max(2, field.value.split('\n').length));
    }
  }
  const key = values.steps === '0' ? 'epochs' : 'steps';
  if (length !== except && !pending.has('epochs') && !pending.has('steps')) {
    unit.value = key;
    length.value = values[key];
  }
}

function accept(checked, typed) {
  const isRead = Boolean(checked.values);
  const faults = hasNoSteps() ? [...checked.faults, { key: 'steps', message: t('Train for one step or more.') }] : checked.faults;
  form.disabled = !isRead;
  yaml.setAttribute('aria-invalid', checked.faults.length > 0 && pending.size === 0 ? 'true' : 'false');
  if (isRead) {
    for (const key of [...pending.keys()]) {
      if (!faults.some(each => each.key === key) || (checked.values[key] === pending.get(key) && !hasNoSteps()))
        pending.delete(key);
    }
    values = checked.values;
    valid = checked.yaml;
    if (typed !== yaml && yaml.value !== valid) {
      const { scrollTop, scrollLeft } = yaml;
      yaml.value = valid;
      Object.assign(yaml, { scrollTop, scrollLeft });
    }
    showValues(typed);
  }
  showFaults(faults);
  find('length-means').textContent = checked.steps && !hasNoSteps() ? meaning(checked) : '';
  onChange({ ...checked, isRead, isReady: isRead && !faults.length && pending.size === 0 });
}

function meaning({ steps, passes }) {
  const times = passes < 10 ? figure(Number(passes.toPrecision(2))) : count(passes);
  return [
    times === '1' ? t('{0} steps; each picture is seen about once.', count(steps)) : t('{0} steps; each picture is seen about {1} times.', count(steps), times),
    t('A step is one round of practice with {0} pictures.', count(values['batch-size'])),
  ].join(' ');
}

function check(typed) {
  onChange(null);
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const turn = ++asked, isYaml = typed === yaml;
    const json = { ...data, yaml: isYaml ? yaml.value : valid, settings: isYaml ? [] : [...pending].filter(([key]) => key !== 'steps' || !hasNoSteps()).map(([key, value]) => ({ key, value })) };
    try {
      const checked = await request('/api/recipe/check', { json });
      if (turn !== asked)
        return;
      timer = 0;
      accept(checked, typed);
    } catch (error) {
      if (turn === asked)
        fault.textContent = error.message;
    }
  }, 250);
}

yaml.addEventListener('input', () => {
  pending.clear();
  asked++;
  check(yaml);
});
for (const field of fields) {
  field.addEventListener('input', () => {
    asked++;
    pending.set(field.dataset.key, field.value);
    check(field);
  });
}
function changeLength() {
  asked++;
  pending.delete('epochs');
  pending.delete('steps');
  pending.set(unit.value, length.value.replaceAll(',', '').trim());
  check(length);
}
let isTyped = false; // a number that was just typed is meant in the unit that is chosen next
length.addEventListener('input', () => {
  isTyped = true;
  changeLength();
});
unit.addEventListener('change', () => {
  pending.delete('epochs');
  pending.delete('steps');
  const { steps, passes } = lastLength;
  if (steps && !isTyped)
    length.value = unit.value === 'steps' ? steps : Math.max(1, Math.round(passes));
  isTyped = false;
  changeLength();
});

/** The length of the training in both units, to convert one to the other. */
export const lastLength = {};
