// Images per second that ONNX Runtime draws from a generator: a JSON line for each size of batch.
//
//     node sample.mjs generator.onnx [THREADS]
//
// Needs the package onnxruntime-node beside this file or in a folder above.
import ort from "onnxruntime-node";

const batches = [1, 64, 1024], latent = 62, warmup = 1000, timed = 2000;
const [path, threads = "2"] = process.argv.slice(2);
const session = await ort.InferenceSession.create(path, {
    intraOpNumThreads: Number(threads),
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
});

/** Standard normal numbers (Box-Muller), two at a time. */
function normal(count) {
    const numbers = new Float32Array(count);
    for (let i = 0; i < count; i += 2) {
        const radius = Math.sqrt(-2 * Math.log(1 - Math.random())), angle = 2 * Math.PI * Math.random();
        numbers[i] = radius * Math.cos(angle);
        numbers[i + 1] = radius * Math.sin(angle);
    }
    return numbers;
}

/** The milliseconds that each draw of a batch takes, again and again until the time is over. The noise is not counted: the script draws it, not the runtime. */
async function times(batch, milliseconds) {
    const taken = [];
    for (const end = performance.now() + milliseconds; performance.now() < end;) {
        const noise = normal(batch * latent), start = performance.now();
        await session.run({ z: new ort.Tensor("float32", noise, [batch, latent]) });
        taken.push(performance.now() - start);
    }
    return taken.sort((a, b) => a - b);
}

for (const batch of batches) {
    await times(batch, warmup);
    const sorted = await times(batch, timed);
    const median = sorted[Math.floor(sorted.length / 2)];
    console.log(JSON.stringify({
        onnxruntime: ort.env.versions.node,
        threads: Number(threads),
        batch,
        ms_median: Number(median.toFixed(3)),
        images_per_s: Number((1000 * batch / median).toFixed(1)),
    }));
}
