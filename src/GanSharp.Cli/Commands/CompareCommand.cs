using System.CommandLine;
using GanSharp.Reports;
using GanSharp.Studies;
using GanSharp.Text;
using GanSharp.Training.Records;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp compare</c>: writes a page that compares several runs.</summary>
internal sealed class CompareCommand : ToolCommand
{
    private readonly Argument<string[]> _runs = new("RUN")
    {
        Description = $"2 to {Comparison.MostRuns} runs: folders, numbers or names in runs/, or latest",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _out = NewOption.Text("--out", "FILE", "page to write; compare.html by default");
    private readonly Option<string?> _language = NewOption.Language();
    private readonly Option<bool> _json = NewOption.Flag(
        "--json", "print the figures of the page as JSON and nothing else");

    public CompareCommand(CliEnvironment environment) : base(
        "compare", "Compare runs on one page: samples, curves, speed and the settings that differ.",
        environment,
        "gansharp compare 1 2 3",
        "gansharp compare 0003-cgan latest --out rates.html --json")
    {
        _runs.CompletionSources.Add(Runs);
        Add(_runs);
        Add(_out);
        Add(_language);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var language = parsed.GetValue(_language) ?? PageLanguage.English;
        var folders = parsed.GetRequiredValue(_runs).Select(PathOf).ToArray();
        if (Array.Find(folders, folder => File.Exists(Path.Combine(folder, Sweep.PlanName))) is { } study)
            throw new GanSharpException(
                $"{study}: is a study, not a run; "
                + $"{Tool.Name} sweep report {ShellWord.Path(study)} compares its trials");
        var comparison = new Comparison([.. folders.Select(RunRecord.Load)]);
        var path = Environment.At(parsed.GetValue(_out) ?? "compare.html");
        comparison.Save(path, language);
        if (parsed.GetValue(_json))
            Environment.WriteJson(FactsOf(comparison, path));
        else
            Environment.Out.WriteLine(
                $"{path}: comparison of {string.Join(", ", comparison.Runs.Select(run => run.Name))}");
        return ExitCode.Success;
    }

    private static object FactsOf(Comparison comparison, string path) => new
    {
        Page = path,
        Runs = comparison.Runs.Select(run => new
        {
            run.Name,
            run.Record.Folder,
            Recipe = run.Record.Recipe.Name,
            Data = run.Record.Description.Data.Name,
            run.Record.Recipe.Seed,
            run.Facts,
        }),
        Settings = comparison.Settings.ToDictionary(
            setting => setting.Name, setting => setting.Values.Select(value => string.Join("; ", value))),
        comparison.Epochs,
    };
}
