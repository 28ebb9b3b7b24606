#!/usr/bin/env bash
# Regenerates the tables of studies in README.md and docs/. With --check it changes nothing, and fails where a table is stale.
# A table stands between '<!-- table: STUDY -->' and '<!-- end -->'; '<!-- table: STUDY: COLUMN, COLUMN -->' keeps these columns.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD pages=(README.md README.zh.md docs/results.md docs/experiments.md)
new=$(mktemp -d)
trap 'rm -r "$new"' EXIT

fail() {
    echo "docs/results.sh: $1" >&2
    exit 1
}

gansharp() {
    dotnet run --project "$root/src/GanSharp.Cli" -c Release --no-build -- "$@"
}

# table PAGE STUDY [COLUMNS]: prints the table of a study, with paths that are relative to the page.
table() {
    local folder study=docs/studies/$2
    folder=$(dirname "$1")
    (cd "$folder" && gansharp sweep report "${study#"$folder/"}" --markdown) >"$new/table" || fail "$1: no table of $study"
    if grep -q '| not done yet |' "$new/table"; then
        fail "$study: trials have no result; run 'gansharp sweep $study' to train them"
    fi
    if [ $# -eq 2 ]; then
        cat "$new/table"
    else
        columns "$3" <"$new/table" || fail "$1: $study lacks one of the columns $3"
    fi
}

# columns NAMES: keeps the named columns. The row of real images has its name in the first column, and keeps it.
columns() {
    awk -F ' *[|] *' -v names="$1" '
        NR == 1 {
            count = split(names, wanted, ", ")
            for (i = 1; i <= count; i++) {
                for (field = 2; field < NF; field++)
                    if ($field == wanted[i]) at[i] = field
                if (!at[i]) exit 1
            }
        }
        {
            row = "|"
            for (i = 1; i <= count; i++)
                row = row " " (i == 1 && $at[i] == "" ? $2 : $at[i]) " |"
            print row
        }'
}

# renew PAGE: prints the page with new tables.
renew() {
    local line start='^<!-- table: ([a-z-]+)(: (.+))? -->$' inside=
    while IFS= read -r line; do
        if [[ $line == '<!-- end -->' ]]; then
            inside=
        fi
        [ -n "$inside" ] || printf '%s\n' "$line"
        if [[ $line =~ $start ]]; then
            [ -z "$inside" ] || fail "$1: the table of $inside has no '<!-- end -->'"
            inside=${BASH_REMATCH[1]}
            table "$1" "$inside" ${BASH_REMATCH[3]:+"${BASH_REMATCH[3]}"}
        fi
    done <"$1"
    [ -z "$inside" ] || fail "$1: the table of $inside has no '<!-- end -->'"
}

for study in docs/studies/*/; do
    name=$(basename "$study")
    grep -qE "^<!-- table: $name(:| -->)" "${pages[@]}" || fail "docs/studies/$name: none of ${pages[*]} has its table"
done
dotnet build src/GanSharp.Cli -c Release -v q >"$new/build" || fail "$(cat "$new/build")"
for page in "${pages[@]}"; do
    mkdir -p "$(dirname "$new/$page")"
    renew "$page" >"$new/$page"
done
for page in "${pages[@]}"; do
    if [ "${1:-}" != --check ]; then
        cat "$new/$page" >"$page"
    elif ! cmp -s "$new/$page" "$page"; then
        fail "$page: a table is stale; run docs/results.sh"
    fi
done
