using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GanSharp.IO;

/// <summary>A writer of MP4 films (H.264), which are encoded by the program <c>ffmpeg</c>.</summary>
public static class Mp4Writer
{
    private const string Encoder = "ffmpeg";

    /// <summary>
    /// Writes a film, which appears whole or not at all. A side of an odd length gets one more line, in white.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="animation">The film. MP4 does not store that it repeats.</param>
    /// <param name="cancellation">Ends the encoder; no file is left then.</param>
    /// <exception cref="GanSharpException">
    /// <c>ffmpeg</c> is not installed or fails, or the path cannot be written.
    /// </exception>
    public static void Save(string path, Animation animation, CancellationToken cancellation = default) =>
        Save(path, animation, Encoder, cancellation);

    /// <summary>Checks that <c>ffmpeg</c> is installed.</summary>
    /// <param name="path">The file that is to be written, for the error.</param>
    /// <exception cref="GanSharpException">It is not installed.</exception>
    public static void Require(string path) => Require(path, Encoder);

    /// <inheritdoc cref="Require(string)"/>
    internal static void Require(string path, string encoder)
    {
        using var process = Start(path, encoder, ["-version"]);
        process.StandardInput.Close();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
    }

    /// <inheritdoc cref="Save(string, Animation, CancellationToken)"/>
    internal static void Save(string path, Animation animation, string encoder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(animation);
        // The encoder goes back to the beginning of its file when it ends, so it cannot write to our stream.
        var folder = Directory.CreateTempSubdirectory("gansharp-");
        try
        {
            var film = Path.Combine(folder.FullName, "film.mp4");
            Encode(path, animation, encoder, film, cancellation);
            AtomicFile.Write(path, stream => InputFile.Read(film, encoded =>
            {
                encoded.CopyTo(stream);
                return encoded.Length;
            }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Encode(
        string path, Animation animation, string encoder, string film, CancellationToken cancellation)
    {
        var first = animation.Frames[0];
        var rate = string.Create(
            CultureInfo.InvariantCulture, $"{TimeSpan.TicksPerSecond}/{animation.Delay.Ticks}");
        using var process = Start(path, encoder,
        [
            "-loglevel", "error", "-y", "-f", "rawvideo", "-pixel_format", first.Channels == 1 ? "gray" : "rgb24",
            "-video_size", string.Create(CultureInfo.InvariantCulture, $"{first.Width}x{first.Height}"),
            "-framerate", rate, "-i", "-", "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white", "-c:v", "libx264",
            "-crf", "16", "-pix_fmt", "yuv420p", "-movflags", "+faststart", film,
        ]);
        var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using (cancellation.Register(() => Kill(process)))
        {
            try
            {
                Feed(process.StandardInput.BaseStream, animation);
            }
            catch (IOException)
            {
                // The encoder ended early, and its exit code says so.
            }
            process.WaitForExit();
        }
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new GanSharpException(
                $"{path}: {Encoder} failed ({LastLine(said.GetAwaiter().GetResult())}); "
                + "try a .webp, .gif or .apng file instead");
    }

    /// <summary>Writes the pixels of all frames; the last one as often as its time needs.</summary>
    private static void Feed(Stream input, Animation animation)
    {
        using (input)
        {
            var last = Math.Max(1, (int)Math.Round(animation.LastDelay / animation.Delay));
            foreach (var frame in animation.Frames.Concat(Enumerable.Repeat(animation.Frames[^1], last - 1)))
                input.Write(frame.Pixels);
        }
    }

    private static Process Start(string path, string encoder, IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(encoder, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (ExternalException error)
        {
            throw new GanSharpException(
                $"{path}: MP4 needs the program {Encoder}, which is not installed; install it (Debian: apt install "
                + $"{Encoder}), or name a .webp, .gif or .apng file", error);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private static string LastLine(string said) =>
        said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last]
            ? last
            : "it gave no reason";
}
