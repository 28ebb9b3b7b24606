'use strict';

// A player of grids: a slider from the first to the last, and a button that moves it.
const FRAME_MILLISECONDS = 500;

for (const player of document.querySelectorAll('.player')) {
  const pictures = [...player.querySelectorAll('.samples img')];
  if (pictures.length < 2)
    continue;
  const [slider, button, label] = ['input', 'button', 'output'].map(name => player.querySelector(name));
  let timer = 0;

  const show = index => {
    pictures.forEach((picture, i) => picture.hidden = i !== index);
    slider.value = index;
    label.textContent = pictures[index].dataset.label;
    slider.setAttribute('aria-valuetext', label.textContent);
  };
  const pause = () => {
    clearInterval(timer);
    timer = 0;
    button.textContent = 'Play';
  };
  const play = () => {
    if (slider.valueAsNumber === pictures.length - 1)
      show(0);
    timer = setInterval(() => {
      show(slider.valueAsNumber + 1);
      if (slider.valueAsNumber === pictures.length - 1)
        pause();
    }, FRAME_MILLISECONDS);
    button.textContent = 'Pause';
  };

  button.addEventListener('click', () => timer ? pause() : play());
  slider.addEventListener('input', () => {
    pause();
    show(slider.valueAsNumber);
  });
  document.addEventListener('keydown', event => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest('input, pre, .scroll'))
      return;
    pause();
    show(Math.min(Math.max(slider.valueAsNumber + step, 0), pictures.length - 1));
  });
  slider.hidden = button.hidden = false;
  show(pictures.length - 1);
}
