// A generator to play with: the tabs, and what they share. Each tab has a module of its own.

import { attempt, element, find, notify, t } from './shell.js';
import { later, parameters, read, write, writeNow } from './play-state.js';
import { Grid } from './play-grid.js';
import { Mix, Write } from './play-write.js';
import { Project } from './play-project.js';

const facts = JSON.parse(find('facts').textContent);
const mostOfPicture = 40e6, mostOfFilm = 60e6; // the studio draws no more pixels at a time

/** What the tabs share. */
const play = {
  facts,
  find,
  state: read(),
  api: `/api/play/${encodeURIComponent(facts.source)}`,

  /** The address of a file, with some of the state and other parameters. */
  address(file, names, more = {}) {
    const query = parameters(play.state, names);
    for (const [name, value] of Object.entries(more))
      query.set(name, value);
    return `${play.api}/${file}?${query}`;
  },

  /** Changes the state, and shows it. */
  change(some, isShown = true) {
    Object.assign(play.state, some);
    if (isShown)
      show();
    write(play.state);
  },

  /** Puts links to files into a line, the first at once. */
  downloads(id, ...what) {
    if (find(id).children.length)
      later(id, () => link(id, ...what));
    else
      link(id, ...what);
  },
};

/** Puts links to files into a line. A film is as large as the studio allows for its number of pictures. */
function link(id, names, more = {}, pictures = 0, films = ['gif', 'webp', 'apng']) {
  const line = find(id), base = line.dataset.base;
  const zoom = (side, pixels) => Math.min(
    8, Math.floor(side / Math.max(facts.width, facts.height)), Math.floor(Math.sqrt(pixels / (facts.width * facts.height * facts.channels))));
  const file = (format, text, size) => element('a', {
    href: play.address(`${base}.${format}`, names, { ...more, zoom: Math.max(1, size), download: 1 }), download: `${facts.title}-${base}.${format}`,
  }, text);
  const isFilm = pictures > 0 && zoom(Infinity, mostOfFilm / pictures) > 0;
  line.replaceChildren(
    file('png', t('Picture (PNG)'), zoom(128, mostOfPicture / 64)),
    ...(isFilm ? films.map(format => file(format, t('Film ({0})', format.toUpperCase()), zoom(84, mostOfFilm / pictures))) : []));
}

const tabs = [...document.querySelectorAll('[role=tab]')];
const grid = new Grid(play);
const views = {
  explore: grid, between: grid, project: new Project(play),
  ...(facts.isWriter ? { write: new Write(play) } : {}), ...(facts.hasStyles ? { mix: new Mix(play) } : {}),
};

let shown = null;

function show() {
  const wanted = views[play.state.show] ? play.state.show : tabs[0].dataset.show;
  if (wanted !== shown)
    choose(wanted);
  views[wanted].show(wanted);
}

function choose(wanted) {
  shown = wanted;
  for (const tab of tabs) {
    tab.setAttribute('aria-selected', tab.dataset.show === wanted);
    tab.tabIndex = tab.dataset.show === wanted ? 0 : -1;
  }
  for (const panel of document.querySelectorAll('.panel'))
    panel.hidden = panel.id !== tabs.find(tab => tab.dataset.show === wanted).getAttribute('aria-controls');
}

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener('click', () => play.change({ show: tab.dataset.show }));
  tab.addEventListener('keydown', event => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      const next = tabs[(index + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    }
  });
}

for (const button of document.querySelectorAll('[data-again]'))
  button.addEventListener('click', () => play.change({ seed: (play.state.seed + 1) % 1000000000 }));
for (const form of document.querySelectorAll('form'))
  form.addEventListener('submit', event => event.preventDefault());
find('copy').addEventListener('click', () => attempt(async () => {
  writeNow();
  await navigator.clipboard.writeText(location.href); // the token is not in it
  notify(t('The link is copied. It opens only in a browser that has opened the studio\'s own link.'));
}));
addEventListener('popstate', () => {
  play.state = read();
  show();
});
show();
