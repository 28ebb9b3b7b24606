#!/usr/bin/env bash
# Measures one training on two processes of one thread each, beside two trainings of one process each that run at the same time. The batch grows with
# the processes (weak scaling). First both processes are on this machine; then each is in a network namespace of its own, a host for itself, and a link
# of 10 and of 1 Gbit/s connects them. Prints the median images/s of the last half of the steps, the ratio, and the exchange of gradients in each step.
#
#     dotnet build -c Release && sudo bench/scaling.sh [STEPS]
#
# 40 steps by default, on the built-in digits. Needs mpirun.openmpi, ip, tc and unshare, two processors that do nothing else, and root for the namespaces.
set -euo pipefail
cd "$(dirname "$0")/.."
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 NO_COLOR=1
steps=${1:-40}
tool=${GANSHARP:-$PWD/src/GanSharp.Cli/bin/Release/net10.0/GanSharp.Cli.dll}
work=$(mktemp -d)
finish() {
    ip netns del gansharp1 2>/dev/null || true
    ip netns del gansharp2 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# train OUT SEED ARGS...: prints what the training prints.
train() { dotnet "$tool" train "${@:3}" --dataset digits --threads 1 --steps "$steps" --seed "$2" --out "$work/$1"; }
# speed OUT: the median images/s of the last half of the steps.
speed() {
    tail -n $((steps / 2)) "$work/$1/metrics.jsonl" | grep -oE '"imagesPerSecond":[0-9.]+' | cut -d: -f2 | sort -n |
        awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
# show WHAT SPEED BASE FILE: a line; the exchange is that of the whole training, divided by its steps.
show() {
    sed -nE 's/^gradients: ([0-9,]+) MB sent, ([0-9.]+) s on their way, ([0-9]+) %.*/\1 \2 \3/p' "$4" | tr -d , |
        awk -v what="$1" -v v="$2" -v base="$3" -v n="$steps" \
            '{ printf "%-28s %7.1f images/s  %5.2fx  %6.1f MB, %6.1f ms, %3d %% hidden\n", what, v, v / base, $1 / n, 1000 * $2 / n, $3 }'
}

# Open MPI starts a process of another host with this instead of ssh.
cat >"$work/enter" <<'END'
#!/bin/sh
host=gansharp${1##*.} && shift
exec taskset -c 1 ip netns exec "$host" unshare --uts sh -c "hostname $host; $*"
END
chmod +x "$work/enter"
printf '10.99.0.1 slots=1\n10.99.0.2 slots=1\n' >"$work/hosts"
link() {
    for host in 1 2; do
        ip netns add gansharp$host
        ip -n gansharp$host link set lo up
    done
    ip link add link1 netns gansharp1 type veth peer name link2 netns gansharp2
    for host in 1 2; do
        ip -n gansharp$host addr add 10.99.0.$host/24 dev link$host
        ip -n gansharp$host link set link$host up
    done
}
rate() {
    for host in 1 2; do
        ip netns exec gansharp$host tc qdisc replace dev link$host root tbf rate "$1" burst 256kb latency 20ms
    done
}

link
for system in gan src/GanSharp/Benchmarks/dcgan-64.yaml; do
    name=$(basename "$system" .yaml)
    train other 2 "$system" >/dev/null 2>&1 &
    train alone 1 "$system" >/dev/null 2>&1
    wait
    base=$(speed alone)
    printf '%-28s %7.1f images/s\n' "$name, one process" "$base"
    args=(dotnet "$tool" train "$system" --dataset digits --threads 1 --steps "$steps" --batch-size 128 --profile)
    mpirun.openmpi -n 2 "${args[@]}" --out "$work/here" >"$work/said" 2>&1
    show "$name, one host" "$(speed here)" "$base" "$work/said"
    for rate in 10gbit 1gbit; do
        rate $rate
        taskset -c 0 ip netns exec gansharp1 unshare --uts sh -c "hostname gansharp1; exec \"\$@\"" sh \
            mpirun.openmpi --bind-to none --hostfile "$work/hosts" --mca plm_rsh_agent "$work/enter" --mca pml ob1 --mca btl tcp,self \
            --mca btl_tcp_if_include 10.99.0.0/24 --mca oob_tcp_if_include 10.99.0.0/24 -n 2 "${args[@]}" --out "$work/$rate" \
            >"$work/said" 2>&1
        show "$name, two hosts, $rate" "$(speed $rate)" "$base" "$work/said"
    done
    rm -rf "${work:?}"/{alone,other,here,10gbit,1gbit}
done
