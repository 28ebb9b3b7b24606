// The chosen data and changed settings outlive a reload of the page and a visit to others, in this tab, until the training
// is started, other data are chosen, or the settings are reset.

const nameOf = query => `new training: ${query}`, ofChoice = 'data of the new training';

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null; // a browser can forbid it
  }
}

function write(name, value) {
  try {
    if (value)
      sessionStorage.setItem(name, JSON.stringify(value));
    else
      sessionStorage.removeItem(name);
  } catch { /* then a reload loses it */ }
}

/** What was kept for data; null if nothing was. */
export const kept = query => read(nameOf(query));

/** Keeps something for data; null forgets it. */
export const keep = (query, settings) => write(nameOf(query), settings);

/** The data that were chosen before; null if none were. */
export const keptChoice = () => read(ofChoice);

/** Keeps the chosen data; null forgets them. */
export const keepChoice = choice => write(ofChoice, choice);
