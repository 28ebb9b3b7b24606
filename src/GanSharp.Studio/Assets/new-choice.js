// The data of a new training: what was chosen, and the parts of the page that belong to it.

import { find } from './shell.js';

/** source is { upload } or { dataset }, or null; leftOut has a sentence for each kind of file that was not sent. */
export const choice = { source: null, leftOut: [] };

/** The choice as a part of an address. */
export const query = () => choice.source.upload ? `upload=${choice.source.upload}` : `dataset=${encodeURIComponent(choice.source.dataset)}`;

/** Shows these parts of the page, and hides the others. */
export function show(...ids) {
  for (const id of ['drop', 'uploading', 'known', 'found', 'plan'])
    find(id).hidden = !ids.includes(id);
  find('choose').hidden = !ids.some(id => ['drop', 'uploading', 'known'].includes(id));
}

export const gigabytes = bytes => bytes >= 1e9 ? `${Math.round(bytes / 1e8) / 10} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;
