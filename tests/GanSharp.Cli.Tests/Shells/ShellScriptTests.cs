using System.Diagnostics;

namespace GanSharp.Cli.Tests.Shells;

/// <summary>The completion scripts in their shells, where these are installed.</summary>
public sealed class ShellScriptTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    /// <summary>Lets bash complete a line: it sets the words of the line, broken at = as bash does.</summary>
    private const string Bash = """
        complete_line() {
            COMP_LINE="$1" COMP_POINT=${#1}
            read -ra COMP_WORDS <<< "${1//=/ = }"
            [[ "$1" == *" " ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _gansharp gansharp
            printf '%s\n' "${COMPREPLY[@]}"
        }
        complete_line "TYPED" 2>/dev/null
        """;

    private const string Fish = "complete -C \"TYPED\"";

    private const string PowerShell = """
        [Management.Automation.CommandCompletion]::CompleteInput("TYPED", "TYPED".Length, $null).CompletionMatches |
            ForEach-Object CompletionText
        """;

    [Theory]
    [InlineData("bash", "gansharp train wgan-gp", "wgan-gp wgan-gp-conditional")]
    [InlineData("bash", "gansharp train --set conditioning=", "")]
    [InlineData("bash", "gansharp train --set latent", "latent=")]
    [InlineData("bash", "gansharp data info fashion-mnist --classes Ank", @"Ankle\ boot")]
    [InlineData("fish", "gansharp train wgan-gp", "wgan-gp wgan-gp-conditional")]
    [InlineData("fish", "gansharp train --set latent", "latent=")]
    [InlineData("pwsh", "gansharp train wgan-gp", "wgan-gp wgan-gp-conditional")]
    [InlineData("pwsh", "gansharp data info fashion-mnist --classes Ank", "'Ankle boot'")]
    public void A_shell_completes_a_line(string shell, string line, string words)
    {
        Assert.SkipUnless(IsInstalled(shell), $"{shell} is not installed");
        var name = shell == "pwsh" ? "powershell" : shell;
        var script = _cli.Run("completion", name).Out;
        var body = shell switch { "bash" => Bash, "fish" => Fish, _ => PowerShell };
        var file = _cli[shell == "pwsh" ? "try.ps1" : "try"];
        File.WriteAllText(file, script + body.Replace("TYPED", line, StringComparison.Ordinal) + "\n");

        string.Join(' ', Run(shell, file).Split('\n').Select(found => found.Split('\t')[0]).Order())
            .Trim().ShouldBe(words);
    }

    [Fact]
    public void A_zsh_script_is_valid()
    {
        Assert.SkipUnless(IsInstalled("zsh"), "zsh is not installed");
        File.WriteAllText(_cli["try"], "compdef() { :; }\n" + _cli.Run("completion", "zsh").Out);
        Run("zsh", _cli["try"]).ShouldBeEmpty();
    }

    [Fact]
    public void Another_shell_is_refused()
    {
        var result = _cli.Run("completion", "ksh");
        result.Exit.ShouldBe(2);
        result.Error.ShouldBe("gansharp: there is no completion for 'ksh'; choose from bash, zsh, fish, powershell\n");
    }

    /// <summary>Runs a script in a shell that finds the tool as <c>gansharp</c>.</summary>
    private string Run(string shell, string file)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "GanSharp.Cli.dll");
        Directory.CreateDirectory(_cli["bin"]);
        File.WriteAllText(_cli["bin/gansharp"], $"#!/bin/sh\nexec dotnet '{tool}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_cli["bin/gansharp"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(shell)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _cli.Folder,
        };
        if (shell == "pwsh")
            start.ArgumentList.Add("-NoProfile");
        start.ArgumentList.Add(file);
        start.Environment["PATH"] = _cli["bin"] + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd().ShouldBeEmpty();
        process.WaitForExit(Patience).ShouldBeTrue();
        return output.Trim();
    }

    private static bool IsInstalled(string shell) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, shell)));
}
