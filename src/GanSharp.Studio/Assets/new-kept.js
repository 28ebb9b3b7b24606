// Changed settings outlive a reload of the page, in this tab, until the training is started or they are reset.

const nameOf = query => `new training: ${query}`;

/** What was kept for data; null if nothing was. */
export function kept(query) {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(query)));
  } catch {
    return null; // a browser can forbid it
  }
}

/** Keeps something for data; null forgets it. */
export function keep(query, settings) {
  try {
    if (settings)
      sessionStorage.setItem(nameOf(query), JSON.stringify(settings));
    else
      sessionStorage.removeItem(nameOf(query));
  } catch { /* then a reload loses it */ }
}
