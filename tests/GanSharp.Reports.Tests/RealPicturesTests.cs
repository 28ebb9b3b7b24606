using System.Net;
using GanSharp.IO;
using GanSharp.Reports.Languages;
using GanSharp.Reports.Studies;
using GanSharp.Studies;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Reports.Tests;

/// <summary>Real images beside samples.</summary>
public sealed class RealPicturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_report_shows_the_real_images_of_the_run()
    {
        RecordedRun.Write(Run);
        var page = RunReport.ToHtml(RunRecord.Load(Run));
        var real = File.ReadAllBytes(Path.Combine(Run, "real.png"));
        WebUtility.HtmlDecode(page).ShouldContain(Convert.ToBase64String(real));
        PageText.Of(page).ShouldContain(" Real images, for comparison ");
    }

    [Fact]
    public void A_run_without_the_picture_has_a_page_without_it()
    {
        RecordedRun.Write(Run);
        File.Delete(Path.Combine(Run, "real.png"));
        RunRecord.Load(Run).RealPicture.ShouldBeNull();
        PageText.Of(RunReport.ToHtml(RunRecord.Load(Run))).ShouldNotContain("for comparison");
        var other = RunRecord.Load(RecordedRun.Write(_folder["other"]));
        File.Delete(other.RealPicture!);
        PageText.Of(new Comparison([RunRecord.Load(Run), other]).ToHtml()).ShouldNotContain("real images epoch");
    }

    [Fact]
    public void A_damaged_picture_is_named()
    {
        RecordedRun.Write(Run);
        File.WriteAllText(Path.Combine(Run, "real.png"), "no picture");
        Should.Throw<GanSharpException>(() => RunReport.ToHtml(RunRecord.Load(Run))).Message
            .ShouldStartWith(Path.Combine(Run, "real.png"));
    }

    [Fact]
    public void Each_run_of_a_comparison_has_its_own()
    {
        var records = new[] { "a", "b" }.Select(name => RunRecord.Load(RecordedRun.Write(_folder[name]))).ToArray();
        var page = new Comparison(records).ToHtml();
        foreach (var record in records)
            page.ShouldContain($"alt=\"Real images of {record.Name}\"");
    }

    [Fact]
    public void Pages_leave_out_the_names_in_a_picture_since_they_write_them_below()
    {
        var image = new ImageShape(1, 28, 28);
        using (var trainer = new Trainer(Tiny.Recipe, Tiny.Images(shape: image)))
        using (var run = RunFolder.Create(Run, trainer))
            run.Write(new SamplesDrawn(0, 0, ImageGrid.Arrange(new byte[3 * image.Count], image, 3)));
        var record = RunRecord.Load(Run);

        record.Grids[0].Read().Height.ShouldBe(32 + 11);
        EmbeddedGrid.Of(record, record.Grids[0], 92, Phrases.English).Height.ShouldBe(32);
        EmbeddedGrid.OfReal(record, 92, Phrases.English)!.Height.ShouldBe(8 * 30 + 2);
    }

    [Fact]
    public async Task A_sweep_shows_one_picture_for_all_trials_with_the_same_images()
    {
        var sweep = Sweep.Open(_folder["study"], new()
        {
            Recipes = [Tiny.Recipe, Tiny.Recipe with { Name = "small", Selection = new() { Limit = 6 } }],
            Settings = [("steps", "1")],
            Seeds = [1, 2],
            Samples = 100,
        });
        await sweep.RunAsync(recipe => Tiny.Images(recipe.Selection.Limit == 6 ? 6 : 12)).CountAsync();

        Directory.GetFiles(_folder["study/results"], "real-*-classes.png").Length.ShouldBe(2);
        var page = SweepReport.ToHtml(sweep);
        page.Split("alt=\"real images of noise\"").Length.ShouldBe(2 + 1);
        foreach (var path in Directory.GetFiles(_folder["study/results"], "real-*"))
            File.Delete(path);
        PageText.Of(SweepReport.ToHtml(sweep)).ShouldNotContain("real images of noise");
    }
}
