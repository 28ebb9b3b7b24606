using GanSharp.Training;

namespace GanSharp.Tests.Training;

public sealed class EventLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public EventLogTests() => _path = _folder["metrics.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, new long[] { 1 })]
    [InlineData(1, new long[] { 1, 2 })]
    [InlineData(7, new long[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    [InlineData(300, null)]
    public void What_it_says_of_later_steps_is_cut_off(long step, long[]? expected)
    {
        Write(1, 400);
        using (var log = Open(step))
            log.Add(Step(step + 1));
        Steps().ShouldBe(expected ?? [.. Enumerable.Range(1, 301)]);
    }

    [Fact]
    public void A_line_that_is_not_whole_is_cut_off()
    {
        Write(1, 3);
        var whole = File.ReadAllText(_path);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllText(_path, whole[..length]);
            Open(3).Dispose();
            File.ReadAllText(_path).ShouldBe(whole[..(whole[..length].LastIndexOf('\n') + 1)]);
        }
    }

    [Theory]
    [InlineData("no JSON\n")]
    [InlineData("null\n")]
    [InlineData("[2]\n")]
    [InlineData("{\"step\":\"2\"}\n{}\n")]
    [InlineData("\n\n")]
    [InlineData("\0\0\0\0\n")]
    public void What_is_none_of_its_lines_is_cut_off_with_all_that_follows(string damage)
    {
        Write(1, 2);
        var whole = File.ReadAllText(_path);
        File.WriteAllText(_path, whole + damage + whole);
        Open(9).Dispose();
        File.ReadAllText(_path).ShouldBe(whole);
    }

    [Fact]
    public void A_line_longer_than_any_of_its_is_not_read_to_its_end()
    {
        File.WriteAllText(_path, new string(' ', 200_000) + "{\"step\":1}\n");
        Open(9).Dispose();
        new FileInfo(_path).Length.ShouldBe(0);
    }

    [Fact]
    public void Others_may_read_it_meanwhile()
    {
        using var log = Open(0);
        log.Add(Step(1));
        log.Flush();
        Steps().ShouldBe([1]);
    }

    /// <summary>On a disk that is always full.</summary>
    [Fact]
    public void What_cannot_be_written_is_complained_about_once()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var log = Open(0);
        FullDisk.Below(_path);
        log.Add(Step(1));
        Should.Throw<IOException>(log.Flush).Message.ShouldContain("No space left");
        log.Dispose();
    }

    private void Write(int first, int last)
    {
        using var log = Open(0);
        for (var step = first; step <= last; step++)
            log.Add(Step(step));
    }

    private EventLog<StepCompleted> Open(long step) => new(_path, EventJson.Default.StepCompleted, step);

    private long[] Steps() =>
        [.. File.ReadAllLines(_path).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt64())];

    private static StepCompleted Step(long step) => new(step, 1, 0.5, 0.25, 0.5, null, new Dictionary<string, double> { ["k"] = 0.1 }, 3);
}
