#!/usr/bin/env bash
# Times training steps here and in PyTorch, one after the other and three times over, and prints the median of each and their ratio.
#
#     bench/side-by-side.sh TORCH_STEP.py [SYSTEM...]
#
# TORCH_STEP.py takes a system, --threads, --steps and --tuned, and prints a JSON line with ms_median. PyTorch counts at the better of plain and --tuned.
set -euo pipefail
script=$(realpath "$1")
cd "$(dirname "$0")/.."
systems=("${@:2}")
[ ${#systems[@]} -gt 0 ] || systems=(gan-mlp cgan-mlp gan-conv acgan-conv wgan-gp began)
threads=${THREADS:-2} steps=${STEPS:-30} python=${PYTHON:-/usr/bin/python3}
dotnet build -c Release src/GanSharp.Cli >/dev/null

# ms FILE: the figure of each line.
ms() { sed -nE 's/.*"ms_median": ?([0-9.]+).*/\1/p' "$1"; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

printf '%-12s %10s %10s %10s %7s\n' system plain tuned gansharp ratio
for system in "${systems[@]}"; do
    out=$(mktemp -d)
    for _ in 1 2 3; do
        OPENBLAS_NUM_THREADS=1 "$python" "$script" "$system" --threads "$threads" --steps "$steps" >>"$out/plain"
        OPENBLAS_NUM_THREADS=1 "$python" "$script" "$system" --threads "$threads" --steps "$steps" --tuned >>"$out/tuned"
        dotnet src/GanSharp.Cli/bin/Release/net10.0/GanSharp.Cli.dll bench "$system" --threads "$threads" --steps "$steps" --json >>"$out/ours"
    done
    plain=$(ms "$out/plain" | median) tuned=$(ms "$out/tuned" | median) ours=$(ms "$out/ours" | median)
    awk -v s="$system" -v p="$plain" -v t="$tuned" -v o="$ours" \
        'BEGIN { best = p < t ? p : t; printf "%-12s %10.2f %10.2f %10.2f %6.2fx\n", s, p, t, o, best / o }'
    rm -r "$out"
done
