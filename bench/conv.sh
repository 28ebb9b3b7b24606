#!/usr/bin/env bash
# Times convolutions here and in oneDNN (libtorch 2.10 through TorchSharp 0.107), kind by kind, one after the other and three times over. Prints the
# twenty that are furthest from the peak of multiply-adds, the median share of the peak, how many are below 60 %, on how many we are ahead of oneDNN, and
# then all of them. Figures are medians of the three runs; x is how many times as fast as oneDNN we are.
#
#     bench/conv.sh [KIND...]
#
# All kinds take about half an hour. THREADS is 2 and SMALLEST_MFLOP, the operations of the smallest layer, is 10 by default. TorchSharp needs the C++
# library of GCC 13 or later.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C
kinds=("$@")
[ ${#kinds[@]} -gt 0 ] || kinds=(1x1 3x3 3x3-s2 4x4-s2 5x5-s2 transposed upsample modulated)
threads=${THREADS:-2} smallest=${SMALLEST_MFLOP:-10}
for program in GanSharp.Bench GanSharp.Bench.OneDnn; do
    dotnet build -c Release "bench/$program" >/dev/null
done
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT

ours() { dotnet bench/GanSharp.Bench/bin/Release/net10.0/GanSharp.Bench.dll conv --kind "$1" --threads "$threads" --smallest-mflop "$smallest" --json; }
peer() { dotnet bench/GanSharp.Bench.OneDnn/bin/Release/net10.0/linux-x64/GanSharp.Bench.OneDnn.dll "$1" "$threads"; }
# columns FILE: name, MFLOP, microseconds and percent of the peak of each line, by name.
columns() {
    sed -E 's/^\{"kind":"([^"]*)","channels":([0-9]+),"filters":([0-9]+),"size":([0-9]+),"batch":([0-9]+),"pass":"([^"]*)",/\1 \2 to \3, \4x\4, batch \5, \6\t/
        s/"mflop":([0-9.]+),"microseconds":([0-9.]+)/\1\t\2\t/; s/\t,.*"percent":([0-9.]+).*/\t\1/' "$1" | sort -t $'\t' -k 1,1
}
# medians FILE COLUMN: the middle one of each three.
medians() { columns "$1" | sort -s -t $'\t' -k 1,1 -k "$2,${2}g" | cut -f "$2" | sed -n '2~3p'; }
show() { awk -F '\t' '{ printf "%-58s %7.0f MFLOP %8.0f us %4.0f %%   oneDNN %8.0f us %6.2fx\n", $1, $2, $3, $4, $5, $5 / $3 }'; }

for kind in "${kinds[@]}"; do
    for _ in 1 2 3; do
        ours "$kind" >"$out/layers"
        cat "$out/layers" >>"$out/ours"
        peer "$out/layers" >>"$out/peer"
    done
done
paste <(columns "$out/ours" | cut -f 1,2 | sed -n '2~3p') <(medians "$out/ours" 3) <(medians "$out/ours" 4) <(medians "$out/peer" 3) >"$out/all"
sort -t $'\t' -k 4,4g "$out/all" >"$out/by-share"
sed 20q "$out/by-share" | show
awk -F '\t' '{ share[NR] = $4; slow += $4 < 60; ahead += $3 < $5 }
    END { printf "\n%d passes: median %.0f %% of the peak, %d below 60 %%, %d ahead of oneDNN\n\n", NR, share[int((NR + 1) / 2)], slow, ahead }' "$out/by-share"
show <"$out/all"
