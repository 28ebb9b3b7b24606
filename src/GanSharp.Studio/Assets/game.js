// "Real or forged?": twenty pictures. The answers stay on the server until they are given. The address of the page names
// the game, so that a reload goes on with it.

import { attempt, element, find, notify, request, t } from './shell.js';

const api = `/api/play/${encodeURIComponent(find('game').dataset.source)}`;
let game = null, turn = 0, isBusy = false;

const only = id => ['begin', 'round', 'end'].forEach(each => find(each).hidden = each !== id);
const picture = index => `/api/games/${game.id}/${index}.png`;
const wait = time => new Promise(done => setTimeout(done, time));

/** Shows the start of the page, and asks for a game until the training pictures have been read. */
async function get(ask) {
  only('begin');
  find('start').hidden = true;
  find('problem').hidden = true;
  try {
    for (game = await ask(); !game.id; game = await ask()) {
      find('wait').hidden = false;
      find('wait-progress').value = game.share;
      await wait(300);
    }
    play();
  } finally {
    find('wait').hidden = true;
    find('start').hidden = false;
  }
}

async function start() {
  try {
    await request(`${api}/pictures`, { method: 'POST' });
    await get(() => request(`${api}/games`, { method: 'POST' }));
  } catch (error) {
    find('problem').textContent = t('The game cannot start: {0}.', error.message);
    find('problem').hidden = false;
  }
}

/** Goes on with the game that the address names. */
async function resume(id) {
  try {
    await get(() => request(`/api/games/${encodeURIComponent(id)}`));
  } catch (error) {
    history.replaceState(null, '', location.pathname);
    notify(t('The game cannot go on: {0}.', error.message), true);
  }
}

function play() {
  history.replaceState(null, '', `?game=${game.id}`);
  turn = game.answered ?? 0;
  find('verdict').textContent = '';
  find('score').textContent = turn ? t('{0} right', game.score) : '';
  if (game.result)
    return end(game.score, game.result);
  only('round');
  ask();
}

function ask() {
  find('turn').textContent = t('Picture {0} of {1}', turn + 1, game.pictures);
  find('turns').value = turn;
  find('picture').src = picture(turn);
  find('picture').alt = t('Picture {0}: real or forged?', turn + 1);
}

async function answer(isForged) {
  if (isBusy || find('round').hidden)
    return;
  isBusy = true;
  await attempt(async () => {
    const said = await request(`/api/games/${game.id}/${turn}/${isForged ? 'forged' : 'real'}`, { method: 'POST' });
    turn = said.answered;
    find('verdict').className = said.isRight ? 'right' : 'wrong';
    find('verdict').textContent = said.isRight
      ? said.wasForged ? t('Picture {0}: right, it was forged.', turn) : t('Picture {0}: right, it was real.', turn)
      : said.wasForged ? t('Picture {0}: wrong, it was forged.', turn) : t('Picture {0}: wrong, it was real.', turn);
    find('score').textContent = t('{0} right', said.score);
    if (said.result)
      end(said.score, said.result);
    else
      ask();
  });
  isBusy = false;
}

function end(score, result) {
  only('end');
  const other = result.discriminator;
  find('end-title').textContent = other === undefined ? t('{0} of {1} right', score, game.pictures)
    : score > other ? t('You beat the discriminator') : score < other ? t('The discriminator won') : t('A draw');
  const fact = (name, value) => element('div', {}, element('dt', {}, name), element('dd', {}, t('{0} of {1}', value, game.pictures)));
  find('scores').replaceChildren(fact(t('You'), score), ...(other === undefined ? [] : [fact(t('Discriminator'), other)]));
  find('end-note').textContent = other === undefined ? t('No discriminator: {0}.', result.reason)
    : result.threshold === 'zero' ? t('The discriminator calls a picture real if it gives it a probability above one half.')
      : t('The discriminator’s scores have no natural limit: the ten lowest count as forged.');
  const name = isForged => isForged ? t('forged') : t('real');
  find('cards').replaceChildren(...result.pictures.map((each, i) => element('li', { className: each.wasForged === each.answer ? 'right' : 'wrong' },
    element('img', { src: picture(i), alt: t('Picture {0}', i + 1) }),
    element('strong', {}, name(each.wasForged)),
    element('span', {}, t('you: {0}', name(each.answer))),
    ...(each.discriminator === undefined ? [] : [element('span', {}, t('discriminator: {0}', name(each.discriminator)))]))));
  find('end-title').focus();
}

find('start').addEventListener('click', start);
find('again').addEventListener('click', start);
find('real').addEventListener('click', () => answer(false));
find('forged').addEventListener('click', () => answer(true));
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat)
    return;
  const key = event.key.toLowerCase();
  if (key === 'r' || key === 'f')
    answer(key === 'f');
});

const named = new URLSearchParams(location.search).get('game');
if (named)
  resume(named);
