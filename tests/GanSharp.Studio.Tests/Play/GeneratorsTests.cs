using GanSharp.Studio.Play;
using GanSharp.Training;

namespace GanSharp.Studio.Tests.Play;

/// <summary>The generators that are kept in memory.</summary>
public sealed class GeneratorsTests(PlayStudio play) : IClassFixture<PlayStudio>
{
    private readonly Generators _generators = play.Service<Generators>();

    [Fact]
    public void A_generator_is_loaded_once_for_all()
    {
        var all = new LoadedGenerator[16];
        Parallel.For(0, all.Length, i => all[i] = _generators.Of("~digits"));
        all.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void A_generator_is_loaded_again_when_its_file_changes()
    {
        var first = _generators.Of(PlayStudio.Run);
        _generators.Of(PlayStudio.Run).ShouldBeSameAs(first);
        var path = Path.Combine(play.Studio.Options.Runs, PlayStudio.Run, RunFolders.GeneratorName);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));
        _generators.Of(PlayStudio.Run).ShouldNotBeSameAs(first);
    }

    [Fact]
    public void Four_generators_are_kept()
    {
        string[] sources = ["~mnist", "~fashion-mnist", "~digits", PlayStudio.Run, PlayStudio.KnownRun];
        LoadedGenerator[] loaded = [.. sources.Select(_generators.Of)];
        _generators.Of(sources[1]).ShouldBeSameAs(loaded[1]);
        _generators.Of(sources[0]).ShouldNotBeSameAs(loaded[0]);
    }

    [Fact]
    public void A_damaged_file_is_an_error_each_time_and_no_lasting_one()
    {
        var path = Path.Combine(play.Studio.Options.Runs, PlayStudio.KnownRun, RunFolders.GeneratorName);
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^9]);
        Should.Throw<GanSharpException>(() => _generators.Of(PlayStudio.KnownRun));
        Should.Throw<GanSharpException>(() => _generators.Of(PlayStudio.KnownRun));
        File.WriteAllBytes(path, whole);
        _generators.Of(PlayStudio.KnownRun).Title.ShouldBe(PlayStudio.KnownRun);
    }
}
