using GanSharp.IO;
using GanSharp.IO.Events;

namespace GanSharp.Tests.IO.Events;

[Trait("Instructions", "any")]
public sealed class EventFileTests : IDisposable
{
    // Two records by another program: wall time 1.5, the version; wall time 1.5, step 7, loss/d = 0.25.
    private const string Golden =
        "1800000000000000"
        + "A37F4B22"
        + "09000000000000F83F"
        + "1A0D627261696E2E4576656E743A32"
        + "2A28646C"
        + "1C00000000000000"
        + "C8C1951D"
        + "09000000000000F83F"
        + "1007"
        + "2A0F0A0D"
        + "0A066C6F73732F64"
        + "150000803E"
        + "C75DE753";

    private const int FirstRecord = 40;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_the_format_byte_for_byte()
    {
        using (var file = EventFile.Create(_folder["a"], new StoppedClock()))
            file.AddScalar("loss/d", 7, 0.25);
        Convert.ToHexString(File.ReadAllBytes(_folder["a"])).ShouldBe(Golden);
    }

    [Fact]
    public void Logged_values_are_read_back()
    {
        var (grey, colour) = (new Bitmap(2, 1, 1, [7, 8]), new Bitmap(1, 2, 3, [1, 2, 3, 4, 5, 6]));
        using (var file = EventFile.Create(_folder["a"], new StoppedClock()))
        {
            file.AddScalar("loss", 1, 0.5);
            file.AddImage("samples", 1, grey);
            file.AddScalar("Verlust ü", -3, double.NaN);
            file.AddImage("samples", long.MaxValue, colour);
        }

        var read = EventFile.Read(_folder["a"]);

        read.Select(value => (value.Tag, value.Step, value.WallTime))
            .ShouldBe([
                ("loss", 1, 1.5), ("samples", 1, 1.5), ("Verlust ü", -3, 1.5), ("samples", long.MaxValue, 1.5),
            ]);
        read.OfType<LoggedScalar>().Select(scalar => scalar.Value).ShouldBe([0.5f, float.NaN]);
        read.OfType<LoggedImage>().Select(image => PngReader.Read(new MemoryStream(image.Encoded), "image").Pixels)
            .ShouldBe([grey.Pixels, colour.Pixels]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Images_record_their_size_and_colours(int channels)
    {
        using (var file = EventFile.Create(_folder["a"]))
            file.AddImage("a", 0, new(5, 4, channels, new byte[20 * channels]));
        using var stream = File.OpenRead(_folder["a"]);
        EventReader.ReadVersion(stream, "a");
        var image = Event.Parser.ParseFrom(Records.Next(stream, "a")).Summary.Value.ShouldHaveSingleItem().Image;
        (image.Width, image.Height, image.Colorspace).ShouldBe((5, 4, channels));
    }

    [Fact]
    public void A_file_can_be_read_while_it_is_written()
    {
        using var file = EventFile.Create(_folder["a"]);
        file.AddScalar("loss", 1, 0.5);
        file.Flush();
        EventFile.Read(_folder["a"]).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(0, new long[] { })]
    [InlineData(2, new long[] { 1, 2 })]
    [InlineData(9, new long[] { 1, 2, 3, 4 })]
    public void Events_of_later_steps_are_removed(long step, long[] left)
    {
        using (var file = EventFile.Create(_folder["a"]))
        {
            foreach (var each in (long[])[1, 2, 3, 4])
                file.AddScalars(each, [("loss/d", 0.5), ("loss/g", 0.25)]);
        }
        EventFile.CutAfter(_folder["a"], step);
        EventFile.Read(_folder["a"]).Where(value => value.Tag == "loss/g").Select(value => value.Step).ShouldBe(left);
    }

    [Fact]
    public void An_incomplete_last_record_is_removed()
    {
        var golden = Convert.FromHexString(Golden);
        for (var length = 0; length <= golden.Length; length++)
        {
            var path = _folder.Write("a", golden.AsSpan(0, length));
            EventFile.CutAfter(path, 8);
            var left = length < FirstRecord ? 0 : length < golden.Length ? FirstRecord : golden.Length;
            new FileInfo(path).Length.ShouldBe(left, $"cut to {length} bytes");
        }
    }

    [Fact]
    public void Damage_at_any_byte_keeps_the_other_records_and_is_saved()
    {
        const string Name = "events.out.tfevents.7.host", Aside = "events.out.events.7.host.damaged";
        using (var file = EventFile.Create(_folder[Name], new StoppedClock()))
        {
            foreach (var step in (long[])[1, 2, 3])
                file.AddScalars(step, [("loss/d", 0.5)]);
        }
        var whole = File.ReadAllBytes(_folder[Name]);
        for (var i = 0; i < whole.Length; i++)
        {
            var bytes = whole.ToArray();
            bytes[i] ^= 0x40;
            _folder.Write(Name, bytes);

            EventFile
                .CutAfter(_folder[Name], 3)
                .ShouldNotBeNull($"byte {i}")
                .ShouldStartWith($"{_folder[Name]}: is damaged at byte ");

            var isFirst = i < FirstRecord;
            EventFile.Read(_folder[Name]).Count.ShouldBe(isFirst ? 3 : 2, $"byte {i}");
            (new FileInfo(_folder[Name]).Length + new FileInfo(_folder[Aside]).Length).ShouldBe(
                whole.Length + (isFirst ? FirstRecord : 0), $"byte {i}");
            File.Delete(_folder[Aside]);
        }
    }

    [Fact]
    public void A_file_of_a_resumed_run_voids_later_steps_of_earlier_files()
    {
        EventFile.Create(_folder["a"], new StoppedClock(), restart: 7).Dispose();
        using var stream = File.OpenRead(_folder["a"]);
        EventReader.ReadVersion(stream, "a");
        var restart = Event.Parser.ParseFrom(Records.Next(stream, "a"));
        (restart.Step, restart.SessionLog.Status).ShouldBe((7, SessionLog.Types.SessionStatus.Start));
    }

    [Fact]
    public void Existing_files_are_never_destroyed()
    {
        byte[] other = [.. "the only copy of a diary"u8];
        _folder.Write("a", other);
        Should
            .Throw<GanSharpException>(() => EventFile.Create(_folder["a"]))
            .Message.ShouldStartWith($"{_folder["a"]}: cannot be written");
        Should
            .Throw<GanSharpException>(() => EventFile.CutAfter(_folder["a"], 0))
            .Message.ShouldContain("damaged at byte 0, or not an event file");
        File.ReadAllBytes(_folder["a"]).ShouldBe(other);

        _folder.Write("b", other.AsSpan(0, 5));
        Should
            .Throw<GanSharpException>(() => EventFile.CutAfter(_folder["b"], 0))
            .Message.ShouldContain("not an event file");
        File.ReadAllBytes(_folder["b"]).ShouldBe(other[..5]);
    }

    [Fact]
    public void A_file_cut_short_within_a_record_is_refused_by_name()
    {
        var golden = Convert.FromHexString(Golden);
        for (var length = 0; length < golden.Length; length++)
        {
            if (length != FirstRecord)
                Refusal(golden[..length])
                    .ShouldMatch("not an event file|ends within a record", $"cut to {length} bytes");
        }
    }

    [Fact]
    public void Any_changed_bit_is_detected()
    {
        var golden = Convert.FromHexString(Golden);
        for (var bit = 0; bit < golden.Length * 8; bit++)
        {
            golden[bit / 8] ^= (byte)(1 << bit % 8);
            Refusal(golden).ShouldContain($"damaged at byte {(bit < FirstRecord * 8 ? 0 : FirstRecord)}");
            golden[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }

    [Fact]
    public void Foreign_and_invalid_records_are_handled()
    {
        Refusal(Framed(Version, [0x2A, 0xFF])).ShouldContain("is not an event (");
        Refusal(Framed(Version, [.. Enumerable.Repeat((byte)0x2B, 1000)]))
            .ShouldContain("is not an event (", customMessage: "groups in groups");
        Refusal(Framed([0x10, 7])).ShouldContain("not an event file");
        EventFile
            .Read(_folder.Write("a", Framed(Version, [], [0x10, 7], [0x22, 1, 2], [0x2A, 4, 0x0A, 2, 0x42, 0])))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_record_longer_than_the_file_allocates_nothing()
    {
        var large = new byte[12];
        BitConverter.TryWriteBytes(large, (long)Records.MaxBytes);
        BitConverter.TryWriteBytes(large.AsSpan(8), Crc32C.Masked(large.AsSpan(0, 8)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal([.. Framed(Version), .. large]).ShouldContain("ends within a record");
        BitConverter.TryWriteBytes(large, long.MaxValue);
        BitConverter.TryWriteBytes(large.AsSpan(8), Crc32C.Masked(large.AsSpan(0, 8)));
        Refusal([.. Framed(Version), .. large]).ShouldContain("a record of 9223372036854775807 bytes");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 18);
    }

    [Fact]
    public void A_file_name_contains_the_time_and_the_host() =>
        EventFile
            .NameFor(new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), "box")
            .ShouldBe("events.out.tfevents.1714979289.box");

    [Fact]
    public void A_value_needs_a_tag()
    {
        using var file = EventFile.Create(_folder["a"]);
        Should.Throw<ArgumentException>(() => file.AddScalar("", 0, 0));
    }

    private static byte[] Version => [0x1A, 13, .. "brain.Event:2"u8];

    private static byte[] Framed(params byte[][] records)
    {
        var stream = new MemoryStream();
        foreach (var record in records)
            Records.Write(stream, record);
        return stream.ToArray();
    }

    private string Refusal(byte[] bytes)
    {
        var path = _folder.Write("bad", bytes);
        var message = Should.Throw<GanSharpException>(() => EventFile.Read(path)).Message;
        message.ShouldStartWith($"{path}: ");
        return message;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(1.5);
    }
}
