import * as ort from './node_modules/onnxruntime-web/dist/ort.wasm.min.mjs';

// More threads need a page that is isolated from other origins.
ort.env.wasm.numThreads = 1;

/** A generator that `gansharp export RUN --onnx FILE` wrote. */
export class Generator {
  constructor(session) {
    this.session = session;
    this.latent = session.inputMetadata.find(input => input.name === 'noise').shape[1];
    this.isConditional = session.inputNames.includes('labels');
  }

  static async load(url) {
    return new Generator(await ort.InferenceSession.create(url));
  }

  /** The columns of a table: a generator without classes has one. */
  columns(classes) {
    return this.isConditional ? classes : 1;
  }

  /** Draws a row for each noise vector and a column for each class. */
  async table(rows, classes, seed) {
    const columns = this.columns(classes);
    const count = rows * columns;
    const vectors = normal(rows * this.latent, seed);
    const noise = new Float32Array(count * this.latent);
    for (let i = 0; i < count; i++) {
      const row = Math.floor(i / columns);
      noise.set(vectors.subarray(row * this.latent, (row + 1) * this.latent), i * this.latent);
    }
    const inputs = { noise: new ort.Tensor('float32', noise, [count, this.latent]) };
    if (this.isConditional)
      inputs.labels = new ort.Tensor('int64', BigInt64Array.from({ length: count }, (_, i) => BigInt(i % columns)), [count]);
    const { images } = await this.session.run(inputs);
    return gridOf(images, columns);
  }
}

/** Arranges images of pixels from -1 to 1, shape (count, channels, height, width). */
function gridOf(images, columns) {
  const [count, channels, height, width] = images.dims;
  const grid = new ImageData(columns * width, Math.ceil(count / columns) * height);
  for (let n = 0; n < count; n++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const target = 4 * ((Math.floor(n / columns) * height + y) * grid.width + (n % columns) * width + x);
        for (let c = 0; c < 3; c++) {
          const source = ((n * channels + Math.min(c, channels - 1)) * height + y) * width + x;
          grid.data[target + c] = Math.round(127.5 * (images.data[source] + 1));
        }
        grid.data[target + 3] = 255;
      }
    }
  }
  return grid;
}

/** Numbers from N(0, 1); the same for the same seed. */
function normal(count, seed) {
  const numbers = new Float32Array(count);
  for (let i = 0; i < count; i++)
    numbers[i] = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return numbers;

  function uniform() {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
}
