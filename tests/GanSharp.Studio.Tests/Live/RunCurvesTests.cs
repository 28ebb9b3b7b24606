using System.Globalization;
using System.Text;
using GanSharp.Studio.Live;

namespace GanSharp.Studio.Tests.Live;

public sealed class RunCurvesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_curve_of_any_length_keeps_its_shape_in_a_bounded_number_of_points()
    {
        var curve = new CurvePoints();
        for (var step = 1; step <= 200_000; step++)
            curve.Add(step, step);
        var points = curve.Points.ToArray();
        points.Length.ShouldBeInRange(CurvePoints.Most / 2, CurvePoints.Most);
        points[^1].Step.ShouldBe(200_000);
        foreach (var (step, value) in points)
            value.ShouldBe(step, 256); // the mean of a range of at most 256 steps
        points.Average(point => point.Value).ShouldBe(100_000, 500);
    }

    [Fact]
    public void Values_that_are_not_finite_are_left_out()
    {
        var curve = new CurvePoints();
        curve.Add(1, double.NaN);
        curve.Add(2, double.PositiveInfinity);
        curve.Add(3, 5);
        curve.Points.ShouldBe([(3, 5)]);
    }

    [Fact]
    public void Only_what_was_appended_is_read()
    {
        Append(1, 2);
        var curves = new RunCurves(_folder.Path);
        curves.Update()["generatorLoss"].ShouldBe(1.5);
        curves.Update().ShouldBeEmpty();
        Append(3);
        File.AppendAllText(_folder["metrics.jsonl"], "{\"generatorLoss\":7,\"st"); // still being written
        curves.Update()["generatorLoss"].ShouldBe(3);
        File.AppendAllText(_folder["metrics.jsonl"], "ep\":4}\n");
        curves.Update()["generatorLoss"].ShouldBe(7);
        curves.Curves["generatorLoss"].Points.ShouldBe([(1, 1), (2, 2), (3, 3), (4, 7)]);
        curves.Restarts.ShouldBe(0);
    }

    /// <summary>A resumed run returns to its checkpoint: the log is cut back, and grows again.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void A_log_that_was_cut_back_is_read_again(int steps)
    {
        Append(1, 2, 3, 4, 5);
        var curves = new RunCurves(_folder.Path);
        curves.Update();
        File.Delete(_folder["metrics.jsonl"]);
        Append([.. Enumerable.Range(1, steps)]);
        Append(steps + 1);
        curves.Update();
        curves.Restarts.ShouldBe(steps < 5 ? 1 : 0);
        curves.Curves["generatorLoss"].Points.Select(point => point.Step)
            .ShouldBe(Enumerable.Range(1, steps + 1).Select(step => (long)step));
    }

    /// <summary>Two trainings wrote into one log, or somebody edited it.</summary>
    [Fact]
    public void Steps_that_go_back_within_a_log_are_left_out()
    {
        Append(1, 2, 3, 2, 3, 4);
        var curves = new RunCurves(_folder.Path);
        curves.Update();
        curves.Curves["generatorLoss"].Points.ShouldBe([(1, 1), (2, 2), (3, 3), (4, 4)]);
        Append(4, 5);
        curves.Update();
        curves.Curves["generatorLoss"].Points.Select(point => point.Step).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public void A_long_log_gives_the_same_curve_from_fewer_lines()
    {
        const int Steps = 200_000;
        using (var log = new StreamWriter(_folder["metrics.jsonl"]))
        {
            for (var step = 1; step <= Steps; step++)
                log.Write($"{{\"generatorLoss\":{step},\"about\":\"{"".PadRight(80)}\",\"step\":{step}}}\n");
        }
        var curves = new RunCurves(_folder.Path);
        curves.Update();
        curves.Step.ShouldBe(Steps);
        var points = curves.Curves["generatorLoss"].Points.ToArray();
        points.Length.ShouldBeInRange(CurvePoints.Most / 2, CurvePoints.Most);
        foreach (var (step, value) in points)
            value.ShouldBe(step, 256);
        Append(Steps + 1);
        curves.Update()["generatorLoss"].ShouldBe(Steps + 1); // what is appended later is read in full
    }

    [Fact]
    public void Damaged_lines_are_left_out()
    {
        Append(1);
        File.AppendAllText(_folder["metrics.jsonl"], "{\"generatorLoss\":oops,\"step\":2}\n\n\0\0\0\n[]\n");
        Append(3);
        var curves = new RunCurves(_folder.Path);
        curves.Update();
        curves.Curves["generatorLoss"].Points.ShouldBe([(1, 1), (3, 3)]);
    }

    [Fact]
    public void Measures_of_terms_are_curves_too()
    {
        File.WriteAllText(_folder["metrics.jsonl"], "{\"epoch\":1,\"measures\":{\"reconstruction\":0.5},\"step\":1}\n");
        var curves = new RunCurves(_folder.Path);
        curves.Update();
        curves.Curves.Keys.ShouldBe(["reconstruction"]);
    }

    private void Append(params int[] steps)
    {
        var lines = new StringBuilder();
        foreach (var step in steps)
            lines.Append(CultureInfo.InvariantCulture, $"{{\"generatorLoss\":{step},\"step\":{step}}}\n");
        File.AppendAllText(_folder["metrics.jsonl"], lines.ToString());
    }
}
