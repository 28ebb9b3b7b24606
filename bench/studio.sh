#!/usr/bin/env bash
# What the studio costs and how fast it answers: 200 viewers of a training, single draws, sixteen pictures of a slider, a
# log of 200,000 steps, the first page. Run it on a machine that does nothing else; it takes about six minutes.
#
#   bench/studio.sh [SECONDS]      seconds of each of the six parts of the viewers' test, 60 by default
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
tool=(dotnet "$PWD/src/GanSharp.Cli/bin/Release/net10.0/GanSharp.Cli.dll")
export NO_COLOR=1
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

grep -m1 'model name' /proc/cpuinfo | sed 's/.*: //'
echo "$(nproc) threads, .NET $(dotnet --version)"

# The training ends by itself, if the script does not end it.
"${tool[@]}" train default --steps 100000 --out "$work/runs/0001-viewed" --log "$work/train.log" &
training=$!
start=$(date +%s%N)
"${tool[@]}" studio --runs "$work/runs" --no-browser --port 0 > "$work/studio.log" &
until grep -q '^http' "$work/studio.log"; do sleep 0.05; done
echo "studio ready after $((($(date +%s%N) - start) / 1000000)) ms"
link=$(grep -m1 '^http' "$work/studio.log")
base=${link%%/\?*}
get=(curl -sf -b "$work/jar")
curl -sf -L -c "$work/jar" -o /dev/null -w 'first page in %{time_total} s\n' "$link"

metrics=$work/runs/0001-viewed/metrics.jsonl
until [ -s "$metrics" ]; do sleep 0.5; done
sleep 10

# rate: steps per second of the training over the given seconds.
rate() {
    local first last
    first=$(wc -l < "$metrics")
    sleep "$seconds"
    last=$(wc -l < "$metrics")
    awk -v n=$((last - first)) -v s="$seconds" 'BEGIN { printf "%.3f", n / s }'
}

for turn in 1 2 3; do
    alone=$(rate)
    "${get[@]}" -N --no-progress-meter --parallel --parallel-immediate --parallel-max 200 --max-time $((seconds + 1)) \
        -o /dev/null "$base/api/runs/0001-viewed/live?viewer=[1-200]" &
    viewers=$!
    sleep 1
    viewed=$(rate)
    wait $viewers || true
    awk -v a="$alone" -v v="$viewed" \
        'BEGIN { printf "steps per second: %s alone, %s with 200 viewers: %.1f %% slower\n", a, v, 100 * (1 - v / a) }'
done
kill $training
wait $training || true

# percentiles NAME: of the seconds on the standard input.
percentiles() {
    sort -n | awk -v name="$1" '{ t[NR] = $1 } END {
        printf "%s: median %.1f ms, p99 %.1f ms\n", name, 1000 * t[int(NR * 0.5)], 1000 * t[int(NR * 0.99)] }'
}

draw="$base/api/play/~digits/grid.pixels"
"${get[@]}" -o /dev/null "$draw?count=1&columns=1&seed=[1-200]" # compiled
start=$(date +%s%N)
"${get[@]}" --no-progress-meter --parallel --parallel-max 4 -o /dev/null -w '%{time_total}\n' \
    "$draw?count=1&columns=1&seed=[1001-5000]" > "$work/times"
awk -v ns=$(($(date +%s%N) - start)) 'BEGIN { printf "single draws: %.0f images/s, 4 at a time\n", 4000e9 / ns }'
percentiles "single draw" < "$work/times"
"${get[@]}" -o /dev/null -w '%{time_total}\n' "$draw?count=16&columns=4&seed=1&d0=[1-300]" |
    percentiles "sixteen pictures, a slider moved"

# A run of 200,000 steps.
"${tool[@]}" stop "$work/runs/0001-viewed" > /dev/null 2>&1 || true
awk 'BEGIN { for (i = 1; i <= 200000; i++) printf "{\"epoch\":%d,\"discriminatorLoss\":%.6f,\"generatorLoss\":%.6f,\"realScore\":%.6f,\"fakeScore\":%.6f,\"imagesPerSecond\":512.25,\"discriminatorGradientNorm\":%.6f,\"generatorGradientNorm\":%.6f,\"discriminatorLearningRate\":0.0002,\"generatorLearningRate\":0.0002,\"step\":%d}\n", i / 300 + 1, rand(), rand(), rand(), rand(), rand(), rand(), i }' > "$metrics"
for turn in first second third; do
    "${get[@]}" -o /dev/null -w "curves of 200,000 steps, $turn reading: %{time_total} s, %{size_download} bytes\n" \
        "$base/api/runs/0001-viewed/curves"
done
