// What is shown, as the address of the page has it.

const whole = (low, high) => text => /^\d{1,9}$/.test(text) && +text >= low && +text <= high ? +text : undefined;
const number = (low, high) => text => text !== '' && +text >= low && +text <= high ? +text : undefined;
const list = text => /^[-\d.,e]{0,400}$/.test(text) ? text.split(',').map(each => each === '' || isNaN(each) ? '' : +each) : undefined;
const text = most => value => value.length <= most ? value : undefined;

const kinds = {
  show: [text(20), ''], text: [text(256), ''], rows: [whole(1, 8), 4], seed: [whole(0, 999999999), 1], truncation: [number(.05, 1), 1],
  class: [text(200), ''], move: [list, []], code: [list, []], start: [text(8192), ''], spread: [number(0, 1), .4],
  cell: [whole(0, 15), ''], from: [whole(0, 15), ''], to: [whole(0, 15), ''], at: [whole(0, 32), 0],
  mixed: [whole(2, 8), 5], fine: [whole(1, 4096), ''], search: [text(40), ''],
};

/** The state that the address of the page describes. What is out of range is left at its default. */
export function read() {
  const query = new URLSearchParams(location.search), state = {};
  for (const [name, [parse, otherwise]] of Object.entries(kinds))
    state[name] = (query.has(name) ? parse(query.get(name)) : undefined) ?? structuredClone(otherwise);
  return state;
}

const written = value => Array.isArray(value) ? value.join(',').replace(/(,0?)+$/, '').replace(/^0$/, '') : String(value);

/** Some of the state as parameters, without defaults. */
export function parameters(state, names = Object.keys(kinds)) {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = written(state[name]);
    if (value !== written(kinds[name][1]))
      query.set(name, value);
  }
  return query;
}

const pause = 200;
const timers = {};

/** Does something when nothing has changed for a moment, so that a slider that moves does not wait for it. */
export function later(name, action) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(action, pause);
}

let waiting = null;

/** Writes the state into the address of the page in a moment: for a browser it is a navigation, which takes time. */
export function write(state) {
  waiting = state;
  later('address', writeNow);
}

/** Writes a state that waits. */
export function writeNow() {
  if (!waiting)
    return;
  const query = parameters(waiting).toString();
  waiting = null;
  history.replaceState(null, '', query ? `?${query}` : location.pathname);
}
addEventListener('pagehide', writeNow);
