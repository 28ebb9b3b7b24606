using System.CommandLine;
using GanSharp.PyTorch;
using GanSharp.Text;

namespace GanSharp.Cli.Commands;

/// <summary>PyTorch: the weights as safetensors, and the class that loads them.</summary>
internal sealed class PyTorchTarget() : ExportTarget(NewOption.Text(
    "--pytorch", "FILE.safetensors", "write the weights for PyTorch, and FILE.py with the class that loads them"))
{
    public override void Check(string path) => PyTorchModel.CheckReplaceable(path);

    public override void Write(
        CliEnvironment environment, ExportedNetwork network, string path, ParseResult parsed, bool json)
    {
        var model = PyTorchModel.Of(network.Generator!);
        var files = model.Save(path);
        if (json)
        {
            environment.WriteJson(new
            {
                network.Source,
                Network = "generator",
                Files = files,
                Tensors = model.Tensors.Select(pair => new { pair.Key, Shape = $"{pair.Value.Shape}" }),
            });
            return;
        }
        environment.Out.WriteLine(
            $"{string.Join(" and ", files)}: {Plural.Of(model.Tensors.Count, "tensor")} of {network.Source}, "
            + "and this class:");
        environment.Out.WriteLine();
        environment.Out.Write(model.Source);
    }
}
