using System.Diagnostics;
using GanSharp.IO;

namespace GanSharp.Tests.IO;

/// <summary>Tests with scripts that take the place of the encoder.</summary>
[Trait("Instructions", "any")]
public sealed class Mp4WriterTests : IDisposable
{
    private const string SaveInput = "for last; do :; done; cat > \"$last\"";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_encoder_gets_the_pixels_of_all_frames()
    {
        Save(Encoder(SaveInput));
        File.ReadAllBytes(_folder["a.mp4"]).ShouldBe([1, 2, 3, 4, 3, 4, 3, 4], "the last frame is shown three times");
    }

    [Fact]
    public void The_encoder_learns_the_size_and_the_rate()
    {
        Save(Encoder("cat > /dev/null; for last; do :; done; echo \"$@\" > \"$last\""));
        File.ReadAllText(_folder["a.mp4"])
            .ShouldContain("-pixel_format gray -video_size 2x1 -framerate 10000000/400000");
    }

    [Fact]
    public void An_encoder_that_fails_is_quoted_and_leaves_no_file()
    {
        var encoder = Encoder("echo Starting >&2; echo Unknown encoder >&2; exit 3");
        Should.Throw<GanSharpException>(() => Save(encoder)).Message.ShouldBe(
            $"{_folder["a.mp4"]}: ffmpeg failed (Unknown encoder); try a .webp, .gif or .apng file instead");
        File.Exists(_folder["a.mp4"]).ShouldBeFalse();
    }

    [Fact]
    public void Without_the_encoder_the_error_says_what_to_install() =>
        Should.Throw<GanSharpException>(() => Mp4Writer.Require("a.mp4", _folder["none"])).Message.ShouldBe(
            "a.mp4: MP4 needs the program ffmpeg, which is not installed; install it (Debian: apt install ffmpeg), "
            + "or name a .webp, .gif or .apng file");

    [Fact]
    public void A_cancelled_film_ends_the_encoder()
    {
        var encoder = Encoder("cat > /dev/null; echo $$ > \"$(dirname \"$0\")/pid\"; exec sleep 60");
        using var cancellation = new CancellationTokenSource();
        var writing = Task.Run(() => Save(encoder, cancellation.Token));
        SpinWait.SpinUntil(
            () => File.Exists(_folder["pid"]) && File.ReadAllText(_folder["pid"]).EndsWith('\n'), 5000).ShouldBeTrue();
        cancellation.Cancel();
        Should.Throw<OperationCanceledException>(
            () => writing.WaitAsync(TimeSpan.FromSeconds(5)).GetAwaiter().GetResult());
        Should.Throw<ArgumentException>(() => Process.GetProcessById(int.Parse(File.ReadAllText(_folder["pid"]))));
        File.Exists(_folder["a.mp4"]).ShouldBeFalse();
    }

    private void Save(string encoder, CancellationToken cancellation = default)
    {
        var delay = TimeSpan.FromSeconds(0.04);
        Mp4Writer.Save(
            _folder["a.mp4"], new([new(2, 1, 1, [1, 2]), new(2, 1, 1, [3, 4])], delay, 3 * delay), encoder,
            cancellation);
    }

    private string Encoder(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the encoder is a shell script");
        var path = _folder["encoder"];
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
