# Completion of gansharp for PowerShell. Install it: gansharp completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName gansharp -ScriptBlock {
    param($word, $ast, $cursor)
    $end = $cursor - $ast.Extent.StartOffset
    $line = $ast.ToString().PadRight($end).Substring(0, $end)
    gansharp "[suggest:$end]" $line 2>$null | ForEach-Object {
        $text = if ($_ -match '[^\w./=,:+-]') { "'" + $_.Replace("'", "''") + "'" } else { $_ }
        [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
    }
}
