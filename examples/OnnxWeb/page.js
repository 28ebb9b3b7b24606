import { Generator } from './generator.js';

const rows = 5;
const button = document.getElementById('draw');
const status = document.getElementById('status');

try {
  const generator = await Generator.load('digits.onnx');
  let seed = 1;
  const draw = async () => {
    const began = performance.now();
    const grid = await generator.table(rows, 10, seed++);
    const canvas = document.getElementById('picture');
    [canvas.width, canvas.height] = [grid.width, grid.height];
    canvas.getContext('2d').putImageData(grid, 0, 0);
    const took = Math.round(performance.now() - began);
    status.textContent = `${rows * generator.columns(10)} images in ${took} ms`;
  };
  button.onclick = draw;
  button.disabled = false;
  await draw();
} catch (error) {
  status.textContent = `${error.message ?? error}`;
}
