#compdef gansharp
# Completion of gansharp for zsh. Install it after compinit: gansharp completion zsh >> ~/.zshrc
_gansharp() {
    local line="${(j: :)words[1,CURRENT-1]} $PREFIX"
    local -a found open whole
    found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
    found=(${found:#})
    open=(${(M)found:#*=}) whole=(${found:#*=})
    (( $#whole )) && compadd -- $whole
    (( $#open )) && compadd -S '' -- $open
    (( $#found )) || _files
}
compdef _gansharp gansharp
