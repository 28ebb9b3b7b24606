#!/usr/bin/env bash
# What the studio costs and how fast it answers: 200 viewers of a training, single draws, sixteen pictures when a slider
# moves, a log of 200,000 steps, the first page. Run it on a machine that does nothing else; it takes about seven minutes.
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
studio=$!
until grep -q '^http' "$work/studio.log"; do sleep 0.05; done
echo "studio ready after $((($(date +%s%N) - start) / 1000000)) ms"
link=$(grep -m1 '^http' "$work/studio.log")
base=${link%%/\?*}
get=(curl -sf -b "$work/jar")
curl -sf -L -c "$work/jar" -o /dev/null -w 'first page in %{time_total} s\n' "$link"

metrics=$work/runs/0001-viewed/metrics.jsonl
until [ -s "$metrics" ]; do sleep 0.5; done
sleep 10

# used PID: the processor time of a process, in hundredths of a second.
used() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }

# reading: time, steps, and processor time of the training and of the studio, when the training has just written its log.
reading() {
    local steps
    steps=$(wc -l < "$metrics")
    while [ "$(wc -l < "$metrics")" = "$steps" ]; do sleep 0.05; done
    echo "$(date +%s.%N) $(wc -l < "$metrics") $(used $training) $(used $studio)"
}

# watch NAME: adds a reading before and one after the given seconds to a file.
watch() {
    local before
    before=$(reading)
    sleep "$seconds"
    echo "$before $(reading)" >> "$work/$1"
}

# The speed of a virtual machine varies by more than the viewers cost; processor time varies less.
for turn in 1 2 3; do
    watch alone
    "${get[@]}" -N --no-progress-meter --parallel --parallel-immediate --parallel-max 200 --max-time $((seconds + 60)) \
        -o /dev/null "$base/api/runs/0001-viewed/live?viewer=[1-200]" &
    viewers=$!
    sleep 1
    watch viewed
    kill $viewers || true
    wait $viewers || true
done
kill $training
wait $training || true
for name in alone viewed; do
    awk -v name="$name" -v cores="$(nproc)" '{
        rates = rates sprintf(" %.1f", ($6 - $2) / ($5 - $1))
        seconds += $5 - $1; steps += $6 - $2; training += $7 - $3; studio += $8 - $4
    } END {
        printf "%s: steps per second%s; %.2f ms of processor time per step; studio %.2f %% of all processors\n",
            name, rates, 10 * training / steps, studio / (seconds * cores) }' "$work/$name"
done

# percentiles NAME: of the seconds on the standard input.
percentiles() {
    sort -n | awk -v name="$1" '{ t[NR] = $1 } END {
        printf "%s: median %.1f ms, p99 %.1f ms\n", name, 1000 * t[int(NR * 0.5)], 1000 * t[int(NR * 0.99)] }'
}

# slide NAME: sixteen pictures of a generator while a slider moves.
slide() {
    local draw="$base/api/play/$1/grid.pixels?seed=1&move"
    "${get[@]}" -o /dev/null "$draw=1.[1-20]" # compiled
    "${get[@]}" -o /dev/null -w '%{time_total}\n' "$draw=0.[100-399]" | percentiles "sixteen pictures of $1, a slider moved"
}

draw="$base/api/play/~digits/grid.pixels"
"${get[@]}" -o /dev/null "$draw?count=1&columns=1&seed=[1-200]" # compiled
start=$(date +%s%N)
"${get[@]}" --no-progress-meter --parallel --parallel-max 4 -o /dev/null -w '%{time_total}\n' \
    "$draw?count=1&columns=1&seed=[1001-5000]" > "$work/times"
awk -v ns=$(($(date +%s%N) - start)) 'BEGIN { printf "single draws: %.0f images/s, 4 at a time\n", 4000e9 / ns }'
percentiles "single draw" < "$work/times"
slide "~digits"

# bitmap: a picture of 64×64 random colours. How fast a generator draws does not depend on what it has learned.
bitmap() {
    printf 'BM\x36\x30\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x40\0\0\0\x40\0\0\0\1\0\x18\0'
    head -c 24 /dev/zero
    head -c $((64 * 64 * 3)) /dev/urandom
}
mkdir "$work/pictures"
for i in {1..64}; do bitmap > "$work/pictures/$i.bmp"; done
for recipe in fastgan r3gan-64; do
    "${tool[@]}" train $recipe --data "$work/pictures" --image-size 64 --steps 2 --out "$work/runs/$recipe" \
        --log "$work/train.log"
    slide $recipe
done

# A run of 200,000 steps.
"${tool[@]}" stop "$work/runs/0001-viewed" > /dev/null 2>&1 || true
awk 'BEGIN { for (i = 1; i <= 200000; i++) printf "{\"epoch\":%d,\"discriminatorLoss\":%.6f,\"generatorLoss\":%.6f,\"realScore\":%.6f,\"fakeScore\":%.6f,\"imagesPerSecond\":512.25,\"discriminatorGradientNorm\":%.6f,\"generatorGradientNorm\":%.6f,\"discriminatorLearningRate\":0.0002,\"generatorLearningRate\":0.0002,\"step\":%d}\n", i / 300 + 1, rand(), rand(), rand(), rand(), rand(), rand(), i }' > "$metrics"
for turn in first second third; do
    "${get[@]}" -o /dev/null -w "curves of 200,000 steps, $turn reading: %{time_total} s, %{size_download} bytes\n" \
        "$base/api/runs/0001-viewed/curves"
done
