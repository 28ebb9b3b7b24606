using GanSharp.IO;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

[Trait("Instructions", "any")]
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
    public void Lines_of_later_steps_are_removed(long step, long[]? expected)
    {
        Write(1, 400);
        using (var log = Open(step))
            log.Add(Step(step + 1));
        Steps().ShouldBe(expected ?? [.. Enumerable.Range(1, 301)]);
    }

    [Fact]
    public void An_incomplete_line_is_removed()
    {
        Write(1, 3);
        var whole = File.ReadAllText(_path);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllText(_path, whole[..length]);
            Open(3).Dispose();
            var left =
                length < whole.Length && whole[length] == '\n'
                    ? $"{whole[..length]}\n"
                    : whole[..(whole[..length].LastIndexOf('\n') + 1)];
            File.ReadAllText(_path).ShouldBe(left, "a line that lacks only its line break is complete");
            File.Delete($"{_path}.damaged");
        }
    }

    [Theory]
    [InlineData("no JSON\n")]
    [InlineData("null\n")]
    [InlineData("[2]\n")]
    [InlineData("{\"step\":\"2\"}\n{}\n")]
    [InlineData("\n\n")]
    [InlineData("\0\0\0\0\n")]
    [InlineData("{\"step\":77}\n")]
    [InlineData("{\"step\":1}\n")]
    public void Damaged_lines_are_moved_aside_and_the_good_lines_stay(string damage)
    {
        Write(1, 6);
        var lines = File.ReadAllLines(_path).Select(line => $"{line}\n").ToArray();
        File.WriteAllText(_path, string.Concat([.. lines[..2], damage, .. lines[2..]]));

        using (var log = Open(5))
            log.Damage.ShouldNotBeNull().ShouldStartWith($"{_path}:3: is damaged");

        File.ReadAllText(_path).ShouldBe(string.Concat(lines[..5]));
        File.ReadAllText($"{_path}.damaged").ShouldBe(damage);
        using (var again = Open(5))
            again.Damage.ShouldBeNull("it is repaired");
    }

    [Fact]
    public void A_damaged_byte_costs_only_its_own_line()
    {
        Write(1, 4);
        var whole = File.ReadAllBytes(_path);
        var lines = File.ReadAllLines(_path);
        for (var i = 0; i < whole.Length; i++)
        {
            var bytes = whole.ToArray();
            bytes[i] = (byte)'\xFF';
            File.WriteAllBytes(_path, bytes);
            Open(4).Dispose();
            File.ReadAllLines(_path)
                .Intersect(lines)
                .Count()
                .ShouldBeGreaterThanOrEqualTo(bytes.Count(b => b == '\n') == lines.Length ? 3 : 2, $"byte {i}");
            var aside = File.Exists($"{_path}.damaged") ? new FileInfo($"{_path}.damaged").Length : 0;
            (new FileInfo(_path).Length + aside).ShouldBeInRange(
                whole.Length, whole.Length + 1, $"byte {i}: nothing is lost");
            File.Delete($"{_path}.damaged");
        }
    }

    [Fact]
    public void Earlier_files_of_damaged_lines_are_kept()
    {
        foreach (var damage in (string[])["first\n", "second\n", "third\n"])
        {
            File.WriteAllText(_path, damage);
            Open(9).Dispose();
        }
        File.ReadAllText($"{_path}.damaged").ShouldBe("first\n");
        File.ReadAllText($"{_path}.damaged.2").ShouldBe("second\n");
        File.ReadAllText($"{_path}.damaged.3").ShouldBe("third\n");
    }

    [Fact]
    public void A_line_longer_than_any_of_a_log_is_moved_aside_too()
    {
        Write(1, 3);
        var lines = File.ReadAllLines(_path);
        var monster = new string(' ', Limits.LineBytes) + "{\"step\":2}\n";
        File.WriteAllText(_path, $"{lines[0]}\n{monster}{lines[1]}\n{lines[2]}\n");
        Open(9).Dispose();
        File.ReadAllLines(_path).ShouldBe(lines);
        File.ReadAllText($"{_path}.damaged").ShouldBe(monster);
    }

    [Fact]
    public void Others_can_read_the_log_while_it_is_written()
    {
        using var log = Open(0);
        log.Add(Step(1));
        log.Flush();
        Steps().ShouldBe([1]);
    }

    /// <summary>Uses a disk that is always full.</summary>
    [Fact]
    public void A_full_disk_is_reported_once()
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
        [
            .. File.ReadAllLines(_path)
                .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt64()),
        ];

    private static StepCompleted Step(long step) =>
        new(
            step, 1, DiscriminatorLoss: 0.5, GeneratorLoss: 0.25, RealScore: 0.5, FakeScore: null,
            Measures: new Dictionary<string, double> { ["k"] = 0.1 }, ImagesPerSecond: 3);
}
