#!/usr/bin/env bash
# Trains recipes in four shards on one, two and four processes of one and two threads, under Open MPI and MPICH, and compares the SHA-256 of all
# weights, checkpoints and metrics with that of one process. Then kills a random process of such a training at random moments, and resumes with other
# numbers of processes: the result must be that of an undisturbed run, to the bit. The last line counts the differences.
#
#     dotnet build -c Release && tests/mpi.sh [--steps N] [--batch-size N] [--kills N] [RECIPE...]
#
# 20 steps of 16 images, 10 kills, and all built-in recipes by default, on the built-in digits. Needs mpirun.openmpi and mpirun.mpich.
set -euo pipefail
cd "$(dirname "$0")/.."
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 NO_COLOR=1

steps=20 batch=16 kills=10 recipes=()
while (($# > 0)); do
    case $1 in
        --steps) steps=$2 && shift 2 ;;
        --batch-size) batch=$2 && shift 2 ;;
        --kills) kills=$2 && shift 2 ;;
        -*) sed -n '2,10p' "$0" && exit 2 ;;
        *) recipes+=("$1") && shift ;;
    esac
done

tool=${GANSHARP:-$PWD/src/GanSharp.Cli/bin/Release/net10.0/GanSharp.Cli.dll}
work=$(mktemp -d) differences=0
trap 'rm -rf "$work"' EXIT
gansharp() { dotnet "$tool" "$@"; }
((${#recipes[@]})) || mapfile -t recipes < <(gansharp recipes --json | grep -oE '"name":"[^"]+"' | cut -d'"' -f4)

# launch MPI PROCESSES ARGS...: runs the tool; MPI is none for a process by itself.
launch() {
    case $1 in
        none) gansharp "${@:3}" ;;
        openmpi) mpirun.openmpi --oversubscribe -n "$2" dotnet "$tool" "${@:3}" ;;
        mpich) mpirun.mpich -n "$2" dotnet "$tool" "${@:3}" ;;
    esac
}

# digest RUN: of all that a training computes; speeds and times are no part of it.
digest() {
    (
        cd "$1"
        cat generator.safetensors "$(ls checkpoints/step-*.safetensors | tail -1)"
        sed -E 's/"imagesPerSecond":[^,}]+,?//' metrics.jsonl
        cat samples.jsonl
    ) | sha256sum | cut -d' ' -f1
}

for recipe in "${recipes[@]}"; do
    train=(train "$recipe" --dataset digits --steps "$steps" --batch-size "$batch" --set shards=4)
    gansharp "${train[@]}" --threads 2 --out "$work/alone" >"$work/said" 2>&1 || { cat "$work/said" && exit 1; }
    expected=$(digest "$work/alone")
    same=1
    for way in "none 1" "openmpi 2" "openmpi 4" "mpich 2" "mpich 4"; do
        read -r mpi processes <<<"$way"
        for threads in 1 2; do
            launch "$mpi" "$processes" "${train[@]}" --threads $threads --out "$work/run" >"$work/said" 2>&1 || true
            if [ "$(digest "$work/run" 2>/dev/null)" = "$expected" ]; then
                same=$((same + 1))
            else
                echo "DIFFERENT: $recipe, $mpi, $processes processes of $threads threads" && tail -3 "$work/said"
                differences=$((differences + 1))
            fi
            rm -rf "$work/run"
        done
    done
    rm -rf "$work/alone"
    echo "$recipe: $same of 11 runs have ${expected:0:16}"
done

long=(train gan-mlp --dataset digits --steps 60 --batch-size "$batch" --set shards=4 --set checkpoint-every=5 --threads 1)
gansharp "${long[@]}" --out "$work/alone" >/dev/null
launch mpich 4 "${long[@]}" --out "$work/run" >/dev/null 2>&1 &
for ((kill = 1; kill <= kills; kill++)); do
    sleep "$((RANDOM % 3 + 1)).$((RANDOM % 10))"
    pkill -KILL -n -f "^dotnet $tool .* $work/run|^dotnet $tool resume $work/run" || true
    wait $! || true
    processes=$((2 ** (RANDOM % 3)))
    echo "killed; step $(wc -l <"$work/run/metrics.jsonl" 2>/dev/null || echo 0); resumed with $processes"
    if [ -f "$work/run/recipe.yaml" ]; then
        launch mpich $processes resume "$work/run" --threads 1 >/dev/null 2>"$work/said" &
    else
        rm -rf "$work/run"
        launch mpich $processes "${long[@]}" --out "$work/run" >/dev/null 2>"$work/said" &
    fi
done
wait $! || cat "$work/said"
if [ "$(digest "$work/run")" = "$(digest "$work/alone")" ]; then
    echo "killed $kills times: the same bits"
else
    echo "DIFFERENT: killed $kills times" && differences=$((differences + 1))
fi
echo "$differences differences"
((differences == 0))
