# Completion of gansharp for bash. Install it: gansharp completion bash >> ~/.bashrc
_gansharp() {
    local typed="${COMP_LINE:0:COMP_POINT}" word
    typed="${typed##* }"
    # bash ends a word at = and :, and replaces only what follows; the tool completes what is between spaces.
    local current="${COMP_WORDS[COMP_CWORD]}"
    [[ "$current" == [=:] ]] && current=""
    local kept="${typed%"$current"}"
    COMPREPLY=()
    while IFS= read -r word; do
        word="${word#"$kept"}"
        [[ "$word" == *[!A-Za-z0-9_./=,:+-]* ]] && printf -v word %q "$word"
        COMPREPLY+=("$word")
    done < <("$1" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
    [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *= ]] && compopt -o nospace
    return 0
}
complete -o default -F _gansharp gansharp
