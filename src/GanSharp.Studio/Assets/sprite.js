// Pictures of a generator. They come as pixels, which need no decoding: a slider has to be quick.

import { t } from './shell.js';

/** Pictures one after the other; the pixels of each are in planes, one for each channel. */
export class Pictures {
  constructor(bytes, { width, height, channels }) {
    Object.assign(this, { bytes, width, height, channels, count: bytes.length / (width * height * channels) });
  }

  /** Paints one of them onto a canvas. */
  paint(canvas, index) {
    const { bytes, width, height, channels } = this, plane = width * height;
    const [green, blue] = channels === 3 ? [plane, 2 * plane] : [0, 0];
    const image = imageOf(width, height), { data } = image;
    for (let from = index * channels * plane, to = 0; to < data.length; from++, to += 4) {
      data[to] = bytes[from];
      data[to + 1] = bytes[from + green];
      data[to + 2] = bytes[from + blue];
      data[to + 3] = 255;
    }
    fit(canvas, this);
    canvas.getContext('2d').putImageData(image, 0, 0);
  }
}

let last = null;

/** The memory in which a picture is put together, the same for all of a size. */
function imageOf(width, height) {
  if (last?.width !== width || last.height !== height)
    last = new ImageData(width, height);
  return last;
}

/** Shows the pictures of an address, one request at a time: of those that wait, only the newest is wanted. */
export class Sprite {
  #wanted = null;
  #busy = false;

  constructor(facts, paint, problem) {
    this.facts = facts;
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
        const pictures = new Pictures(await load(address), this.facts);
        this.problem.hidden = true;
        this.paint(pictures, address, performance.now() - begin);
      } catch (error) {
        this.problem.textContent = error.message;
        this.problem.hidden = false;
      }
    }
    this.#busy = false;
  }
}

/** Loads bytes. An answer that is an error throws its message. */
async function load(address) {
  let response;
  try {
    response = await fetch(address, { cache: 'no-store' }); // without a search in the browser's cache
  } catch {
    throw new Error(t('The studio does not answer; is it still running?'));
  }
  if (!response.ok)
    throw new Error((await response.json()).error);
  return new Uint8Array(await response.arrayBuffer());
}

/** Gives a canvas the size of a picture. */
export function fit(canvas, { width, height }) {
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.classList.toggle('fine', width > 96);
  }
}

/** Makes an element hold that many canvases. */
export function canvases(parent, count) {
  while (parent.children.length > count)
    parent.lastChild.remove();
  while (parent.children.length < count)
    parent.append(document.createElement('canvas'));
  return [...parent.children];
}
