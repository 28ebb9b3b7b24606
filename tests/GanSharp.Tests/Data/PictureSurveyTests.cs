using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class PictureSurveyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_are_counted_and_measured()
    {
        Save("cat/1", 20, 30, 1);
        Save("cat/2", 50, 40, 1);
        Save("dog/1", 90, 60, 1);
        PictureSurvey.Of(_folder.Path).ShouldBe(new(_folder.Path, 3, 2, 1, 40, IsOneSize: false));
        PictureSurvey.Of(_folder["cat"]).ShouldBe(new(_folder["cat"], 2, 0, 1, 40, IsOneSize: false));
        PictureSurvey.Of(_folder.Path, new() { Classes = ["dog"] })
            .ShouldBe(new(_folder.Path, 1, 1, 1, 60, IsOneSize: true));

        Save("dog/2", 90, 60, 3);
        PictureSurvey.Of(_folder.Path).Channels.ShouldBe(3);
    }

    [Fact]
    public void No_more_than_a_hundred_pictures_are_decoded()
    {
        for (var i = 0; i < 250; i++)
            Save($"{i:000}", 8, 8, 1);
        var (decoded, gate) = (0, new Lock());
        PictureSurvey.Of(_folder.Path, progress: new Counter(() => { lock (gate) decoded++; })).Count.ShouldBe(250);
        decoded.ShouldBe(100);
    }

    [Fact]
    public void Damaged_pictures_are_passed_over_unless_all_are_damaged()
    {
        Save("a", 8, 8, 1);
        File.WriteAllText(_folder["b.png"], "damaged");
        PictureSurvey.Of(_folder.Path).ShouldBe(new(_folder.Path, 2, 0, 1, 8, IsOneSize: true));
        File.Delete(_folder["a.png"]);
        Should.Throw<GanSharpException>(() => PictureSurvey.Of(_folder.Path)).Message
            .ShouldContain("is damaged, like all 1 pictures");
    }

    private void Save(string name, int width, int height, int channels) => PngWriter.Save(
        _folder[$"{name}.png"],
        new(width, height, channels, [.. Enumerable.Range(0, width * height * channels).Select(i => (byte)i)]));

    private sealed class Counter(Action count) : IProgress<double>
    {
        public void Report(double value) => count();
    }
}
