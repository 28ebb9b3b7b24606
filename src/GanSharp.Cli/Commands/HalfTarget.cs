using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Sampling;

namespace GanSharp.Cli.Commands;

/// <summary>GanSharp itself: the generator's file with weights in half precision.</summary>
internal sealed class HalfTarget() : ExportTarget(NewOption.Text(
    "--half", "FILE.safetensors", "write a copy of the generator's file with weights in half precision"))
{
    public override void Check(string path) => GeneratorFile.CheckHalfReplaceable(path);

    public override void Write(
        CliEnvironment environment, ExportedNetwork network, string path, ParseResult parsed, bool json)
    {
        if (!System.IO.File.Exists(network.Source))
            throw new GanSharpException($"{network.Source} is in half precision already; name a run");
        GeneratorFile.SaveHalf(network.Source, path);
        var bytes = new FileInfo(path).Length;
        if (json)
            environment.WriteJson(
                new { network.Source, Network = "generator", Files = (string[])[path], Bytes = bytes });
        else
            environment.Out.WriteLine(
                $"{path}: the generator of {network.Source} in half precision, {DownloadView.Size(bytes)}");
    }
}
