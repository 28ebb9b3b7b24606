using System.CommandLine;
using System.Reflection;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp completion</c>: prints the script with which a shell completes command lines.</summary>
internal sealed class CompletionCommand : ToolCommand
{
    private static readonly (string Shell, string File)[] Scripts =
    [
        ("bash", "gansharp.bash"), ("zsh", "gansharp.zsh"), ("fish", "gansharp.fish"), ("powershell", "gansharp.ps1"),
    ];

    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or powershell" };

    public CompletionCommand(CliEnvironment environment) : base(
        "completion", "Print a script that lets a shell complete commands, recipes, settings, runs and classes.",
        environment,
        "gansharp completion bash >> ~/.bashrc",
        "gansharp completion zsh >> ~/.zshrc",
        "gansharp completion fish > ~/.config/fish/completions/gansharp.fish",
        "gansharp completion powershell >> $PROFILE")
    {
        _shell.CompletionSources.Add([.. Scripts.Select(script => script.Shell)]);
        Add(_shell);
        SetAction(parsed => Print(parsed.GetRequiredValue(_shell)));
    }

    private int Print(string shell)
    {
        var script = Scripts.FirstOrDefault(script => script.Shell == shell).File
            ?? throw new GanSharpException(
                $"there is no completion for '{shell}'; choose from {string.Join(", ", Scripts.Select(s => s.Shell))}");
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("shells/" + script)!;
        using var reader = new StreamReader(stream);
        Environment.Out.Write(reader.ReadToEnd());
        return ExitCode.Success;
    }
}
