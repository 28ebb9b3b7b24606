# Completion of gansharp for fish. Install it: gansharp completion fish > ~/.config/fish/completions/gansharp.fish
function __gansharp_complete
    set -l line (commandline -cp)
    gansharp "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c gansharp -a '(__gansharp_complete)'
