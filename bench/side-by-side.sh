#!/usr/bin/env bash
# Times training steps here and in PyTorch, one after the other and three times over, and prints the median of each, the ratio of times, the peaks of
# resident memory in MB, and their ratio. Needs GNU time.
#
#     bench/side-by-side.sh TORCH_STEP.py|TORCH_STEP.dll [SYSTEM...]
#
# TORCH_STEP takes a system, --threads, --steps and --tuned, and prints a JSON line with ms_median. PyTorch counts at the better of plain and --tuned.
set -euo pipefail
script=$(realpath "$1")
cd "$(dirname "$0")/.."
systems=("${@:2}")
[ ${#systems[@]} -gt 0 ] || systems=(gan-mlp cgan-mlp gan-conv acgan-conv wgan-gp began dcgan-64 r1-64)
threads=${THREADS:-2} steps=${STEPS:-30}
peer=(${PYTHON:-/usr/bin/python3}) && [[ $script != *.dll ]] || peer=(dotnet)
dotnet build -c Release src/GanSharp.Cli >/dev/null

# ms FILE: the figure of each line.
ms() { sed -nE 's/.*"ms_median": ?([0-9.]+).*/\1/p' "$1"; }
# measured FILE COMMAND...: runs it, notes what it prints in FILE and its peak memory in FILE.kb.
measured() { /usr/bin/time -a -o "$1.kb" -f %M "${@:2}" >>"$1"; }
peak() { sort -n "$1.kb" | tail -1; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

export OPENBLAS_NUM_THREADS=1
printf '%-12s %9s %9s %9s %7s %9s %9s %7s\n' system plain tuned gansharp faster "MB plain" gansharp ratio
for system in "${systems[@]}"; do
    out=$(mktemp -d)
    for _ in 1 2 3; do
        measured "$out/plain" "${peer[@]}" "$script" "$system" --threads "$threads" --steps "$steps"
        measured "$out/tuned" "${peer[@]}" "$script" "$system" --threads "$threads" --steps "$steps" --tuned
        measured "$out/ours" dotnet src/GanSharp.Cli/bin/Release/net10.0/GanSharp.Cli.dll bench "$system" --threads "$threads" --steps "$steps" --json
    done
    awk -v s="$system" -v p="$(ms "$out/plain" | median)" -v t="$(ms "$out/tuned" | median)" -v o="$(ms "$out/ours" | median)" \
        -v pm="$(peak "$out/plain")" -v om="$(peak "$out/ours")" \
        'BEGIN { printf "%-12s %9.2f %9.2f %9.2f %6.2fx %9.0f %9.0f %7.2f\n", s, p, t, o, (p < t ? p : t) / o, pm / 1024, om / 1024, om / pm }'
    rm -r "$out"
done
