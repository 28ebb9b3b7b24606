// Uploads: what was dropped or chosen, in groups, with progress.

import { request, t } from './shell.js';

const groupBytes = 8 << 20, groupFiles = 500;

/** The files of a drop as { path, file }; folders are read to the end. */
export async function dropped(transfer, most) {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(entry => entry);
  if (!entries.length)
    return [...transfer.files].map(file => ({ path: file.name, file }));
  const found = [];
  for (const entry of entries)
    await read(entry, '', found, most);
  return found;
}

async function read(entry, folder, found, most) {
  const path = folder + entry.name;
  if (found.length > most || entry.name.startsWith('.'))
    return;
  if (entry.isFile) {
    found.push({ path, file: await new Promise((done, failed) => entry.file(done, failed)) });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed)); // a hundred at a time
    if (!some.length)
      return;
    for (const each of some)
      await read(each, `${path}/`, found, most);
  }
}

/** The files of a file chooser. */
export const chosen = input => [...input.files].map(file => ({ path: file.webkitRelativePath || file.name, file }));

/** Splits files into those to send, and how many of each other kind there are. */
export function sort(files, extensions) {
  const useful = [], others = new Map();
  for (const each of files) {
    const name = each.path.split('/').at(-1), dot = name.lastIndexOf('.');
    const extension = dot > 0 ? name.slice(dot).toLowerCase() : '';
    if (each.path.split('/').some(part => part.startsWith('.')) || ['Thumbs.db', 'desktop.ini'].includes(name))
      continue;
    if (extensions.includes(extension) || name.includes('-ubyte'))
      useful.push(each);
    else
      others.set(extension, (others.get(extension) ?? 0) + 1);
  }
  return { useful, others };
}

/** Sends a group of files: a line of JSON and the bytes, for each. Returns what the studio refused. */
function send(address, group, onProgress, signal) {
  const body = new Blob(group.flatMap(({ path, file }) => [`${JSON.stringify({ path, size: file.size })}\n`, file]));
  return new Promise((done, failed) => {
    const sending = new XMLHttpRequest();
    const stop = () => sending.abort();
    sending.open('POST', address);
    sending.responseType = 'json';
    sending.upload.onprogress = event => onProgress(event.loaded);
    sending.onload = () => {
      signal.removeEventListener('abort', stop);
      if (sending.status < 300)
        done(sending.response.refused);
      else
        failed(new Error(sending.response?.error ?? `${sending.status} ${sending.statusText}`));
    };
    sending.onerror = () => failed(new Error(t('The studio does not answer, or a file has changed meanwhile; try again.')));
    sending.onabort = () => failed(new DOMException('', 'AbortError'));
    signal.addEventListener('abort', stop);
    sending.send(body);
  });
}

/** Splits files into groups of some megabytes. */
function groupsOf(files) {
  const groups = [];
  let size = Infinity;
  for (const each of files) {
    if (size + each.file.size > groupBytes || groups.at(-1).length >= groupFiles) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1).push(each);
    size += each.file.size;
  }
  return groups;
}

/**
 * Sends files to a new upload. Files with names that the studio refuses are left out.
 * Returns its number and the refusals.
 */
export async function upload(files, onProgress, signal) {
  const { id } = await request('/api/uploads', { method: 'POST', signal });
  const total = files.reduce((sum, each) => sum + each.file.size, 0), refused = [];
  let bytes = 0, finished = 0;
  try {
    for (const group of groupsOf(files)) {
      const report = loaded => onProgress({ share: total ? Math.min(1, (bytes + loaded) / total) : 1, finished, count: files.length });
      refused.push(...await send(`/api/uploads/${id}/files`, group, report, signal));
      bytes += group.reduce((sum, each) => sum + each.file.size, 0);
      finished += group.length;
      report(0);
    }
  } catch (error) {
    request(`/api/uploads/${id}/abandon`, { method: 'POST' }).catch(() => {}); // or it is deleted tomorrow
    throw error;
  }
  return { id, refused };
}
