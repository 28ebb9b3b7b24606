// Pictures of the person: dropped or chosen, and sent to the studio.

import { attempt, count, find, notify, t } from './shell.js';
import { chosen, dropped, sort, upload } from './upload.js';
import { choice, gigabytes, show } from './new-choice.js';

const { extensions, mostFiles, mostBytes } = find('choose').dataset;
const limits = { extensions: extensions.split(' '), files: Number(mostFiles), bytes: Number(mostBytes) };

/** Lets people drop and choose files. look gets the upload; restart is called if there is none. */
export function letUpload(look, restart) {
  let stop = null;

  async function take(files) {
    const useful = checked(files);
    stop = new AbortController();
    show('uploading');
    find('upload-cancel').focus();
    try {
      const { id, refused } = await upload(useful, ({ share, finished, count: all }) => {
        find('upload-progress').value = share;
        find('upload-state').textContent = t('Sent {0} of {1} files', count(finished), count(all));
      }, stop.signal);
      choice.leftOut.push(...refused.slice(0, 10), ...refused.length > 10 ? [t('{0} more', refused.length - 10)] : []);
      await look({ upload: id });
    } catch (error) {
      restart();
      if (error.name !== 'AbortError')
        throw error;
      notify(t('Cancelled.'));
    }
  }

  find('upload-cancel').addEventListener('click', () => stop?.abort());
  letChoose(take);
  letDrop(take);
}

/** The files that can be sent. An error says why there are none. */
function checked(files) {
  const { useful, others } = sort(files, limits.extensions);
  const bytes = useful.reduce((sum, each) => sum + each.file.size, 0);
  choice.leftOut = [...others].map(([kind, number]) => kind
    ? t('{0} × {1}: this format is not supported; save them as PNG or JPEG', number, kind)
    : t('{0} files without an extension: their format is not known', number));
  if (!useful.length)
    throw new Error(files.length ? t('There is no picture among these files.') : t('There are no files in it.'));
  if (useful.length > limits.files)
    throw new Error(t('There are more than {0} files; choose fewer.', count(limits.files)));
  if (bytes > limits.bytes)
    throw new Error(t('The files are {0}, and the limit is {1}; choose fewer.', gigabytes(bytes), gigabytes(limits.bytes)));
  find('upload-state').textContent = useful.length === 1 ? t('Sending a file, {0}', gigabytes(bytes))
    : t('Sending {0} files, {1}', count(useful.length), gigabytes(bytes));
  return useful;
}

function letChoose(take) {
  for (const button of document.querySelectorAll('[data-choose]'))
    button.addEventListener('click', () => find(button.dataset.choose).click());
  for (const id of ['folder', 'files']) {
    find(id).addEventListener('change', event => attempt(async () => {
      const files = chosen(event.target);
      if (!files.length)
        throw new Error(t('This folder is empty.'));
      await take(files);
    }).then(() => event.target.value = ''));
  }
  // A browser says no more of an empty folder than of a chooser that was closed.
  find('folder').addEventListener('cancel', () => notify(t('Nothing was chosen, or the folder is empty.')));
}

function letDrop(take) {
  let depth = 0;
  const hover = isOver => find('drop').classList.toggle('over', isOver);
  document.addEventListener('dragenter', () => hover(++depth > 0));
  document.addEventListener('dragleave', () => hover(--depth > 0));
  document.addEventListener('dragover', event => event.preventDefault());
  document.addEventListener('drop', event => {
    event.preventDefault(); // the browser would open the file
    depth = 0;
    hover(false);
    if (!find('drop').hidden)
      attempt(async () => take(await dropped(event.dataTransfer, limits.files)));
    else
      notify(t('Press “Choose other pictures” first.'));
  });
}
