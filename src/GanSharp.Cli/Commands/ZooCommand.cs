using System.Globalization;
using GanSharp.Cli.Presentation;
using GanSharp.Text;
using GanSharp.Zoo;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp zoo</c>: lists the generators that are built in.</summary>
internal sealed class ZooCommand : ToolCommand
{
    private static readonly string[] Figures = ["fid", "kid", "precision", "recall", "class-accuracy", "memorisation"];

    public ZooCommand(CliEnvironment environment) : base(
        "zoo", "List the built-in generators: their figures, and the commands that trained them.", environment,
        "gansharp zoo",
        "gansharp sample --from digits --text 2026")
    {
        var json = NewOption.Flag("--json", "print JSON and nothing else");
        Add(json);
        SetAction(parsed => List(parsed.GetValue(json)));
    }

    private int List(bool json)
    {
        if (json)
            Environment.WriteJson(GeneratorZoo.All.Select(generator => new
            {
                generator.Name,
                generator.Bytes,
                Classes = generator.Evaluation.ClassNames,
                generator.Evaluation.Samples,
                generator.Evaluation.Features,
                generator.Evaluation.Figures,
                generator.Command,
            }));
        else
            Listing.Write(
                Environment, ["generator", "kB", .. Figures, "trained by"],
                GeneratorZoo.All.Select(generator => (string[])
                [
                    generator.Name,
                    (generator.Bytes / 1000).ToString("N0", CultureInfo.InvariantCulture),
                    .. Figures.Select(figure =>
                        generator.Evaluation.Figures.TryGetValue(figure, out var found)
                            ? Numbers.Rounded(found.Value, 3)
                            : ""),
                    generator.Command,
                ]));
        return ExitCode.Success;
    }
}
