// Pictures that come side by side in one file.

import { t } from './shell.js';

/** Loads a picture. An answer that is an error throws its message. */
export async function load(address) {
  let response;
  try {
    response = await fetch(address);
  } catch {
    throw new Error(t('The studio does not answer; is it still running?'));
  }
  if (!response.ok)
    throw new Error((await response.json()).error);
  return createImageBitmap(await response.blob());
}

/** Shows the picture of an address, one request at a time: of those that wait, only the newest is wanted. */
export class Sprite {
  #wanted = null;
  #busy = false;

  constructor(paint, problem) {
    this.paint = paint;
    this.problem = problem;
  }

  show(address) {
    this.#wanted = address;
    if (!this.#busy)
      this.#work();
  }

  async #work() {
    this.#busy = true;
    while (this.#wanted !== null) {
      const address = this.#wanted;
      this.#wanted = null;
      try {
        const begin = performance.now();
        const bitmap = await load(address);
        this.problem.hidden = true;
        this.paint(bitmap, address, performance.now() - begin);
      } catch (error) {
        this.problem.textContent = error.message;
        this.problem.hidden = false;
      }
    }
    this.#busy = false;
  }
}

/** Draws one of the pictures onto a canvas. */
export function cut(canvas, bitmap, index, { width, height }, columns) {
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  canvas.classList.toggle('fine', width > 96);
  canvas.getContext('2d').drawImage(
    bitmap, index % columns * width, Math.floor(index / columns) * height, width, height, 0, 0, width, height);
}

/** Makes an element hold that many canvases. */
export function canvases(parent, count) {
  while (parent.children.length > count)
    parent.lastChild.remove();
  while (parent.children.length < count)
    parent.append(document.createElement('canvas'));
  return [...parent.children];
}
