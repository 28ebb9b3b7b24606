// A search for the picture that is nearest to one of the user's.

import { attempt, figure, request, t } from './shell.js';

const mostBytes = 20 * 2 ** 20, pause = 300;

export class Project {
  #shown = '';
  #timer = 0;

  constructor(play) {
    this.play = play;
    const { find } = play, drop = find('drop');
    find('choose-file').addEventListener('click', () => find('file').click());
    find('file').addEventListener('change', () => this.#start(find('file').files[0]));
    for (const type of ['dragenter', 'dragover'])
      drop.addEventListener(type, event => {
        event.preventDefault();
        drop.classList.add('over');
      });
    drop.addEventListener('dragleave', () => drop.classList.remove('over'));
    drop.addEventListener('drop', event => {
      event.preventDefault();
      drop.classList.remove('over');
      this.#start(event.dataTransfer.files[0]);
    });
    find('search-cancel').addEventListener('click', () => attempt(() =>
      request(`/api/searches/${play.state.search}/cancel`, { method: 'POST' })));
    find('search-explore').addEventListener('click', () => play.change({
      show: 'explore', start: this.found.start, class: this.found.class ?? '', move: [], code: [], truncation: 1, cell: 0,
    }));
  }

  show() {
    const { search } = this.play.state;
    if (search && search !== this.#shown) {
      this.#shown = search;
      this.#follow();
    }
  }

  #say(problem) {
    const line = this.play.find('project-problem');
    line.textContent = problem;
    line.hidden = !problem;
  }

  async #start(file) {
    const { find, state } = this.play;
    if (!file)
      return;
    this.#say(file.size > mostBytes ? t('The picture is larger than 20 MB; scale it down.') : '');
    if (file.size > mostBytes)
      return;
    const query = new URLSearchParams(find('project-class')?.value ? { class: find('project-class').value } : {});
    try {
      const job = await request(`${this.play.api}/searches?${query}`, { method: 'POST', body: file });
      find('file').value = '';
      this.#shown = job.id;
      this.play.change({ search: job.id }, false);
      this.#see(job);
    } catch (error) {
      this.#say(error.message);
    }
  }

  async #follow() {
    try {
      this.#see(await request(`/api/searches/${encodeURIComponent(this.play.state.search)}`));
    } catch {
      this.play.change({ search: '' }, false); // a search of an earlier time
    }
  }

  #see(job) {
    const { find } = this.play, isOver = !['waiting', 'searching'].includes(job.state);
    clearTimeout(this.#timer);
    if (!isOver)
      this.#timer = setTimeout(() => this.#follow(), pause);
    find('search').hidden = false;
    find('search').dataset.state = job.state;
    find('search-cancel').hidden = isOver;
    find('search-progress').value = job.share;
    find('search-progress').hidden = isOver;
    find('search-state').textContent = {
      waiting: t('Waiting for another search'), searching: t('Searching'), found: t('Found'), cancelled: t('Cancelled'), failed: t('It failed'),
    }[job.state];
    this.#say(job.problem ?? '');
    find('search-target').src = job.target;
    find('search-found').hidden = !job.picture;
    if (job.picture)
      find('search-found').src = job.picture;
    find('search-end').hidden = job.state !== 'found';
    if (job.state !== 'found')
      return;
    this.found = job;
    find('search-way').src = job.way;
    find('search-explore').hidden = !job.start;
    find('search-error').textContent = [
      t('The found sample differs by {0} % from your picture; an average sample by {1} %.', figure((100 * job.error).toFixed(1)), figure((100 * job.errorOfMean).toFixed(1))),
      job.class === undefined ? '' : t('Its class is {0}.', job.class),
    ].join(' ');
  }
}
