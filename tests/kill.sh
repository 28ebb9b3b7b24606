#!/usr/bin/env bash
# Disturbs gansharp at random moments and completes what was disturbed. The result must be that of an undisturbed run,
# to the bit, and whatever was disturbed may say one line on standard error, besides warnings of a training and what it
# goes on without.
#
#     dotnet build -c Release && tests/kill.sh [--times N] [--ways "WAY..."] [COMMAND...]
#
# Commands: train resume sweep features evaluate; all of them by default. Each is disturbed N times (40) in each way:
#
#     KILL, TERM, HUP   the signal
#     terminal          its terminal goes away (needs script, from util-linux)
#     disk              its disk fills up (needs root, for a small tmpfs)
set -euo pipefail
cd "$(dirname "$0")/.."

times=40 ways="KILL TERM HUP terminal disk" commands=()
while (($# > 0)); do
    case $1 in
        --times) times=$2 && shift 2 ;;
        --ways) ways=$2 && shift 2 ;;
        train | resume | sweep | features | evaluate) commands+=("$1") && shift ;;
        *) sed -n '2,12p' "$0" && exit 2 ;;
    esac
done
((${#commands[@]})) || commands=(train resume sweep features evaluate)

tool=${GANSHARP:-$PWD/src/GanSharp.Cli/bin/Release/net10.0/GanSharp.Cli.dll}
work=$(mktemp -d) disk=$work/disk said=$work/said faults=0
mkdir "$disk"
clean() { umount "$disk" 2>/dev/null || true; rm -rf "$work"; }
trap clean EXIT

data=(--threads 1 --limit 400 --batch-size 20)
plan=(cgan-mlp --seeds 3 --set limit=400 --set batch-size=20 --steps 300 --samples 200 --threads 1)

fault() { echo "FAULT: $*"; sed 's/^/    /' "$said"; faults=$((faults + 1)); }
gansharp() { dotnet "$tool" "$@" >/dev/null 2>"$said"; }

# start ARGS...: begins the tool in a session of its own; in a terminal that can go away where that is the way.
start() {
    : >"$said" && rm -f "$work/pid"
    printf '#!/bin/sh\necho $$ >%q\nexec dotnet %q%s 2>%q\n' "$work/pid" "$tool" "$(printf ' %q' "$@")" "$said" >"$work/command"
    if [ "$way" = terminal ]; then
        setsid script -qc "sh $work/command" /dev/null >/dev/null </dev/null &
    else
        setsid sh "$work/command" >/dev/null </dev/null &
    fi
    shell=$!
    until [ -s "$work/pid" ]; do sleep 0.01; done
    pid=$(cat "$work/pid")
}

# wait_for_end: waits until what was started has ended, and sets its exit code; that of what lost its terminal is not known.
wait_for_end() {
    code=0
    wait "$shell" 2>/dev/null || code=$?
    local left=6000
    while kill -0 "$pid" 2>/dev/null && ((left-- > 0)); do sleep 0.01; done
    ((left > 0)) || { fault "$1: did not end within a minute"; kill -KILL "$pid"; }
}

# disturb NAME MOST: waits up to MOST milliseconds, then disturbs what was started.
disturb() {
    local after=$((RANDOM % $2))
    sleep "$((after / 1000)).$(printf %03d $((after % 1000)))"
    case $way in
        terminal) kill -KILL "$shell" 2>/dev/null || true ;;
        disk) dd if=/dev/zero of="$disk/filler" bs=4k status=none 2>/dev/null || true ;;
        *) kill "-$way" "$pid" 2>/dev/null || true ;;
    esac
    wait_for_end "$1"
    rm -f "$disk/filler"
    case $way:$code in
        *:0 | terminal:137 | KILL:137 | TERM:143 | HUP:129 | disk:1) ;;
        *) fault "$1: ended with $code after $way at $after ms" ;;
    esac
    (($(grep -vcE '^warning after step|; the training continues without it$' "$said") <= 1)) || fault "$1: says more than a line after $way at $after ms"
    ((++disturbed))
    moments+="$after:$code "
}

# same NAME THERE HERE: two files or folders hold the same, but for speeds, times and logs of times.
same() { diff -rq <(contents "$2") <(contents "$3") >/dev/null || { diff <(contents "$2") <(contents "$3") >"$said"; fault "$1: is not as undisturbed"; }; }
contents() {
    (cd "$1" && find . -type f ! -name run.json ! -name 'report.html' ! -name 'events.out.*' ! -name .lock | sort | while read -r file; do
        echo "$file $(sed -E 's/"(imagesPerSecond|seconds)": ?[^,]*,//' "$file" | sha256sum)"
    done)
}

# complete RUN: resumes a run that was disturbed; where the tool says that there is none, begins it.
complete() {
    gansharp resume "$1" --threads 1 && return
    [ ! -s "$1/recipe.yaml" ] || { fault "resume: a run that has checkpoints is refused"; return; }
    rm -rf "$1" && gansharp train cgan-mlp "${data[@]}" --steps 600 --out "$1" || fault "train: cannot begin anew"
}

try_train() {
    start train cgan-mlp "${data[@]}" --steps 600 --out "$room/run"
    disturb train 3000
    complete "$room/run"
    same train "$work/train" "$room/run"
    rm -rf "$room/run"
}

# One training, disturbed all the times while it is resumed; compared when it is done.
try_resume() {
    [ -d "$room/long" ] || cp -r "$work/begun" "$room/long"
    start resume "$room/long" --threads 1
    disturb resume 1500
    ((disturbed < times)) && return
    gansharp resume "$room/long" --threads 1 || fault "resume: cannot be completed"
    same resume "$work/resume" "$room/long"
    rm -rf "$room/long"
}

try_sweep() {
    dotnet "$tool" sweep "${plan[@]}" --out "$room/sweep" >/dev/null 2>"$work/other" &
    local other=$!
    start sweep "${plan[@]}" --out "$room/sweep"
    disturb sweep 4000
    wait "$other" || [ "$way" = disk ] || { cp "$work/other" "$said"; fault "sweep: the other process failed after $way"; }
    gansharp sweep "${plan[@]}" --out "$room/sweep" || fault "sweep: cannot be completed"
    same sweep "$work/sweep/results" "$room/sweep/results"
    rm -rf "$room/sweep"
}

try_features() {
    mkdir "$room/features"
    start features train digits --epochs 1 --limit 1000 --threads 1 --out "$room/features/f.safetensors"
    disturb features 3000
    [ ! -e "$room/features/f.safetensors" ] || same "features (what is there)" "$work/features" "$room/features"
    gansharp features train digits --epochs 1 --limit 1000 --threads 1 --out "$room/features/f.safetensors" || fault "features: cannot be repeated"
    same features "$work/features" "$room/features"
    rm -rf "$room/features"
}

try_evaluate() {
    [ -d "$room/judged" ] || cp -r "$work/train" "$room/judged"
    start evaluate "$room/judged" --samples 200 --threads 1
    disturb evaluate 2000
    dotnet "$tool" evaluate "$room/judged" --samples 200 --threads 1 --json >"$work/judged" 2>"$said" || fault "evaluate: cannot be repeated"
    cmp -s "$work/evaluate" "$work/judged" || fault "evaluate: other figures"
    same evaluate "$work/train" "$room/judged"
}

way=none
gansharp train cgan-mlp "${data[@]}" --steps 600 --out "$work/train"
gansharp sweep "${plan[@]}" --out "$work/sweep"
mkdir "$work/features" && gansharp features train digits --epochs 1 --limit 1000 --threads 1 --out "$work/features/f.safetensors"
dotnet "$tool" evaluate "$work/train" --samples 200 --threads 1 --json | sed "s,$work/train,$disk/judged," >"$work/evaluate"
if [[ " ${commands[*]} " == *" resume "* ]]; then
    gansharp train cgan-mlp "${data[@]}" --set checkpoint-every=50 --steps "$((times * 600))" --out "$work/resume"
    dotnet "$tool" train cgan-mlp "${data[@]}" --set checkpoint-every=50 --steps "$((times * 600))" --out "$work/begun" >/dev/null 2>&1 &
    until compgen -G "$work/begun/checkpoints/step-*" >/dev/null; do sleep 0.01; done
    kill -KILL $! && wait $! 2>/dev/null || true
fi

for command in "${commands[@]}"; do
    for way in $ways; do
        room=$disk disturbed=0 moments=""
        if [ "$way" = disk ]; then
            mount -t tmpfs -o size=256m none "$disk" || { echo "$command, disk: left out, since a tmpfs needs root"; continue; }
        fi
        before=$faults
        while ((disturbed < times)); do "try_$command"; done
        echo "$command, $way: disturbed $times times, $((faults - before)) faults (milliseconds:exit code) $moments"
        umount "$disk" 2>/dev/null || true
        rm -rf "${disk:?}"/*
    done
done
((faults == 0)) && echo "nothing was lost"
exit $((faults > 0))
