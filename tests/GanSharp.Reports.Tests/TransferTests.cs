using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Reports.Tests;

/// <summary>Pages of runs that start from the networks of another.</summary>
public sealed class TransferTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_starts_from_another_says_so_and_names_the_command()
    {
        var source = RecordedRun.Write(_folder["source"]);
        using (var trainer = new Trainer(
            Tiny.Recipe, Tiny.Images(), new() { InitFrom = PretrainedNetworks.Load(Saved(source)) }))
            RunFolder.Create(_folder["run"], trainer).Dispose();

        var text = Text(_folder["run"]);
        text.ShouldContain(
            $"They start with tensors of another training: {source}/generator.safetensors. "
            + "took all 15 tensors of the generator ");
        text.ShouldContain($"gansharp train {_folder["run"]}/recipe.yaml --init-from {source}/generator.safetensors ");
        text.ShouldContain("so it takes that file to repeat it.");
        text.ShouldNotContain("identical to the bit");
        Text(source).ShouldNotContain("another training");

        static string Saved(string run)
        {
            using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
            trainer.SaveGenerator($"{run}/generator.safetensors");
            return run;
        }
    }

    [Fact]
    public void A_comparison_names_the_source()
    {
        RecordedRun.Write(_folder["plain"]);
        RecordedRun.Write(_folder["source"]);
        using (var trainer = new Trainer(Tiny.Recipe, Tiny.Images()))
            trainer.SaveGenerator(_folder["source/generator.safetensors"]);
        using (var trainer = new Trainer(
            Tiny.Recipe, Tiny.Images(), new() { InitFrom = PretrainedNetworks.Load(_folder["source"]) }))
            RunFolder.Create(_folder["run"], trainer).Dispose();

        var comparison = new Comparison([RunRecord.Load(_folder["plain"]), RunRecord.Load(_folder["run"])]);

        comparison.Settings.ShouldContain(setting => setting.Name == "init from"
            && setting.Values[0].Count == 0
            && setting.Values[1].SequenceEqual(new[] { _folder["source/generator.safetensors"] }));
    }

    private static string Text(string folder) => PageText.Of(RunReport.ToHtml(RunRecord.Load(folder)));
}
