// The time that the training takes: a few steps are measured.

import { count, duration, find, request, t } from './shell.js';
import { text } from './settings.js';
import { choice } from './new-choice.js';

const speeds = new Map();
let state = null, measuring = null;

/** Measures nothing any more. */
export const stopMeasuring = () => measuring?.abort();

/** Shows how long a recipe that was checked takes, or nothing if it cannot be trained. */
export function estimate(checked) {
  state = checked;
  stopMeasuring();
  if (!state?.isReady) {
    find('estimate').textContent = '';
    find('estimate-more').textContent = '';
    return;
  }
  const known = speeds.get(state.pace);
  if (known)
    return showSpeed(known);
  find('estimate').textContent = t('Measuring how fast this machine trains it …');
  find('estimate-more').textContent = '';
  const mine = measuring = new AbortController();
  setTimeout(async () => {
    if (mine.signal.aborted)
      return;
    try {
      const speed = await request('/api/recipe/measure', { json: { ...choice.source, yaml: text() }, signal: mine.signal });
      speeds.set(speed.pace, speed);
      if (!mine.signal.aborted)
        showSpeed(speed);
    } catch (error) {
      if (!mine.signal.aborted)
        find('estimate').textContent = t('The time is unknown: {0}', error.message);
    }
  }, 800);
}

function showSpeed(speed) {
  const seconds = speed.secondsPerStep * state.steps + speed.secondsPerSave * state.saves;
  find('estimate').textContent = t('About {0} on this machine, measured over {1} steps.', duration(seconds), count(speed.steps));
  find('estimate-more').textContent = [
    t('{0} steps of {1} each', count(state.steps), speed.secondsPerStep < 1 ? `${Math.round(speed.secondsPerStep * 1000)} ms` : t('{0} s', speed.secondsPerStep.toFixed(1))),
    state.saves === 1 ? t('you see new samples once') : t('you see new samples about {0} times', count(state.saves)),
    ...state.values['evaluate-every'] !== '0' ? [t('evaluations take additional time')] : [],
    ...speed.isBusy ? [t('another run was training meanwhile, so it may be faster')] : [],
  ].join(' · ');
}

addEventListener('pagehide', stopMeasuring);
