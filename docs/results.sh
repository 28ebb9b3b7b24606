#!/usr/bin/env bash
# Prints the tables of docs/results.md: those of every study below docs/studies that has results.
set -euo pipefail
cd "$(dirname "$0")/.."
for study in docs/studies/*/; do
    [ -d "$study/results" ] || continue
    printf '\n## %s\n\n' "$(basename "$study")"
    dotnet run --project src/GanSharp.Cli -c Release -- sweep report "$study" --markdown
done
