#!/usr/bin/env bash
# Draws images from the generator of gan-conv here and in ONNX Runtime, one after the other and three times over, and prints the median images per
# second of each and their ratio. ONNX Runtime counts at the better of the plain model and the one with batch norms folded into weights.
#
#     bench/onnx/run.sh
#
# Needs Python with PyTorch for the model, and node with npm for ONNX Runtime; both go to a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
threads=${THREADS:-2} python=${PYTHON:-/usr/bin/python3} version=${ONNXRUNTIME:-1.30.0}
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT
dotnet build -c Release bench/GanSharp.Bench >/dev/null
"$python" bench/onnx/make_model.py "$out/plain.onnx"
"$python" bench/onnx/make_model.py "$out/folded.onnx" --folded
npm install --prefix "$out" --ignore-scripts --no-audit --no-fund --loglevel=error "onnxruntime-node@$version" >/dev/null
cp bench/onnx/sample.mjs "$out"

# rate FILE BATCH: the median of what its lines say of that batch.
rate() { sed -nE "s/.*\"batch\": ?$2,.*\"images_per_s\": ?([0-9.]+).*/\1/p" "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

for _ in 1 2 3; do
    for model in plain folded; do
        node "$out/sample.mjs" "$out/$model.onnx" "$threads" >>"$out/$model"
    done
    dotnet bench/GanSharp.Bench/bin/Release/net10.0/GanSharp.Bench.dll sample gan-conv --threads "$threads" --json >>"$out/ours"
done
printf '%-6s %10s %10s %10s %7s\n' batch plain folded gansharp ratio
for batch in 1 64 1024; do
    awk -v b="$batch" -v p="$(rate "$out/plain" "$batch")" -v f="$(rate "$out/folded" "$batch")" -v o="$(rate "$out/ours" "$batch")" \
        'BEGIN { best = p > f ? p : f; printf "%-6d %10.0f %10.0f %10.0f %6.2fx\n", b, p, f, o, o / best }'
done
