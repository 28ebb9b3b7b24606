#!/usr/bin/env bash
# Kills a training at random moments and lets it go on, 40 times; then compares its folder with that of a training that nobody disturbed.
#
#     dotnet build -c Release && tests/kill.sh [KILLS]
set -euo pipefail
cd "$(dirname "$0")/.."

kills=${1:-40}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
gansharp() { exec dotnet src/GanSharp.Cli/bin/Release/net10.0/GanSharp.Cli.dll "$@" >>"$folder/log" 2>&1; }

(gansharp train cgan-mlp --dataset digits --steps 30000 --set checkpoint-every=50 --out "$folder/undisturbed")
(gansharp train cgan-mlp --dataset digits --steps 30000 --set checkpoint-every=50 --out "$folder/killed") &

until compgen -G "$folder/killed/checkpoints/step-*" >/dev/null; do sleep 0.05; done
for ((kill = 1; kill <= kills; kill++)); do
    sleep "$((RANDOM % 3 + 1)).$((RANDOM % 900 + 100))"
    kill -KILL $! 2>/dev/null || { echo "it was done before kill $kill"; exit 1; }
    wait $! 2>/dev/null || true
    echo "kill $kill: metrics of $(wc -l <"$folder/killed/metrics.jsonl") steps; $(ls -A "$folder/killed/checkpoints" | tr '\n' ' ')"
    (gansharp resume "$folder/killed") &
done
wait $!

differ=0
for run in undisturbed killed; do
    sed -E 's/"imagesPerSecond":[^,]*,//' "$folder/$run/metrics.jsonl" >"$folder/$run/metrics"
    rm "$folder/$run"/{metrics.jsonl,run.json,report.html,events.out.tfevents.*}
done
diff -r "$folder/undisturbed" "$folder/killed" || differ=1
grep -v -e '^epoch' -e '^cgan-mlp on digits' -e 'trained in' -e 'report.html' "$folder/log" || true
((differ == 0)) && echo "$kills kills made no difference"
exit "$differ"
