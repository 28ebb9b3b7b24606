using GanSharp.IO;
using GanSharp.IO.Events;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

[Trait("Instructions", "any")]
public sealed class TensorBoardLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_figure_of_a_step_and_every_grid_is_logged()
    {
        var recipe = Tiny.Recipe with { Terms = ["non-saturating", "r1 1"], Steps = 3 };
        using (var trainer = new Trainer(recipe, Tiny.Images()))
        using (var log = Open(0))
        {
            await foreach (var happened in trainer.RunAsync())
                log.Write(happened);
        }

        var values = Files().SelectMany(EventFile.Read).ToArray();

        values.OfType<LoggedScalar>().Where(value => value.Step == 2).Select(value => value.Tag).ShouldBe(
        [
            "loss/discriminator", "loss/generator", "score/real", "score/generated", "gradient-norm/discriminator",
            "gradient-norm/generator", "learning-rate/discriminator", "learning-rate/generator",
            "speed/images-per-second", "measure/r1",
        ]);
        values
            .OfType<LoggedScalar>()
            .Where(value => value.Tag.StartsWith("samples/", StringComparison.Ordinal))
            .Select(value => (value.Tag, value.Step))
            .ShouldBe([("samples/energy-distance", 3), ("samples/diversity", 3)]);
        values.OfType<LoggedImage>().Select(image => (image.Tag, image.Step))
            .ShouldBe([("samples", 0), ("real images", 0), ("samples", 3), ("real images", 3)]);
    }

    [Fact]
    public void A_resumed_run_continues_in_a_new_file_and_no_step_occurs_twice()
    {
        Log(0, 1, 2, 3, 4);
        Log(2, 3, 4, 5);
        Log(5, 6);
        Files().Length.ShouldBe(3);
        Files()
            .Select(path =>
                EventFile
                    .Read(path)
                    .OfType<LoggedScalar>()
                    .Where(value => value.Tag == "loss/generator")
                    .Select(value => value.Step))
            .ShouldBe([[1L, 2], [3, 4, 5], [6]]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-86_400)]
    [InlineData(1)]
    [InlineData(1_000_000_000)]
    public void Files_sort_in_the_order_they_were_written_even_if_the_clock_changes(int seconds)
    {
        var time = new HandClock { Now = TimeSpan.FromSeconds(1_700_000_000) };
        var written = new List<string>();
        for (var step = 0; step < 5; step++)
        {
            Open(step, time).Dispose();
            written.Add(Files().Except(written).ShouldHaveSingleItem());
            Files()[^1].ShouldBe(written[^1]);
            time.Now += TimeSpan.FromSeconds(seconds);
        }
    }

    [Theory]
    [InlineData("events.out.tfevents.1700000000.zzz")]
    [InlineData("events.out.tfevents.1700000000.zzz.7.v2")]
    [InlineData("events.out.tfevents.9999999999.host")]
    [InlineData("events.out.tfevents.99999999999999999999.host")]
    [InlineData("events.out.tfevents.x")]
    public void A_file_of_another_machine_or_another_program_comes_first(string name)
    {
        File.Move(First(), _folder[name]);
        Open(1, new HandClock { Now = TimeSpan.FromSeconds(1_700_000_000) }).Dispose();
        Open(2, new HandClock()).Dispose();
        var files = Files();
        (files.Length, files[0]).ShouldBe((3, _folder[name]));

        string First()
        {
            Open(0).Dispose();
            return Files()[0];
        }
    }

    [Fact]
    public void Each_epoch_shows_different_real_images_if_there_are_enough()
    {
        using (var log = new TensorBoardLog(_folder.Path, Tiny.Images(200), 0, TimeProvider.System))
        {
            for (var epoch = 0; epoch < 3; epoch++)
                log.Write(new SamplesDrawn(epoch, epoch, new(1, 1, 1, [0])));
        }
        var pictures = Files()
            .SelectMany(EventFile.Read)
            .OfType<LoggedImage>()
            .Where(image => image.Tag == "real images")
            .ToArray();
        pictures.Select(picture => Convert.ToHexString(picture.Encoded)).Distinct().Count().ShouldBe(3);
        PngReader.Read(new MemoryStream(pictures[0].Encoded), "picture").Width.ShouldBe(8 * (8 + 2) + 2);
    }

    [Fact]
    public void The_file_can_be_read_while_it_grows()
    {
        var time = new HandClock();
        using var log = Open(0, time);
        log.Write(Step(1));
        time.Now += TimeSpan.FromSeconds(6);
        log.Write(Step(2));
        EventFile.Read(Files().Single()).Max(value => value.Step).ShouldBe(2);
    }

    private void Log(long after, params long[] steps)
    {
        using var log = Open(after);
        foreach (var step in steps)
            log.Write(Step(step));
    }

    private TensorBoardLog Open(long step, TimeProvider? time = null) =>
        new(_folder.Path, Tiny.Images(), step, time ?? new HandClock());

    private string[] Files() =>
        [.. Directory.GetFiles(_folder.Path, "events.out.tfevents.*").Order(StringComparer.Ordinal)];

    private static StepCompleted Step(long step) =>
        new(
            step, 1, DiscriminatorLoss: 0.5, GeneratorLoss: 0.25, RealScore: null, FakeScore: null, Measures: null,
            ImagesPerSecond: 3);

    private sealed class HandClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Now;

        public override long GetTimestamp() => Now.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
