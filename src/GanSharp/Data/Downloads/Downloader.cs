using System.Text;

namespace GanSharp.Data.Downloads;

/// <summary>
/// A downloader that tries the mirrors of a file in turn and resumes interrupted downloads.
/// </summary>
/// <param name="handler">The network; not disposed.</param>
/// <param name="time">The clock for detecting silent or slow servers.</param>
internal sealed class Downloader(HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private readonly HttpClient _client = NewClient(handler);

    /// <summary>
    /// Fetches a file into <c>path.part</c> and moves it to <paramref name="path"/> once its size and SHA-256 are
    /// right. It never writes more bytes than the file has.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="mirrors">The base addresses to try, in order.</param>
    /// <param name="path">The target, which must not exist yet.</param>
    /// <param name="report">Receives the number of bytes on disk, before the first piece and after each.</param>
    /// <param name="cancellation">Stops the download and keeps the part for the next time.</param>
    /// <exception cref="MirrorException">No mirror delivers the file; the message has the reason for each.</exception>
    /// <exception cref="GanSharpException">Another process is downloading to the path.</exception>
    /// <exception cref="IOException">The path cannot be written.</exception>
    public async Task FetchAsync(
        RemoteFile file, IReadOnlyList<string> mirrors, string path, Action<long> report,
        CancellationToken cancellation)
    {
        using var part = new PartFile($"{path}.part", file.Bytes);
        report(part.Length);
        if (part.Length < file.Bytes || !part.Is(file.Sha256))
            await FillFromAnyAsync(part, file, mirrors, report, cancellation);
        part.MoveTo(path);
    }

    public void Dispose() => _client.Dispose();

    private async Task FillFromAnyAsync(
        PartFile part, RemoteFile file, IReadOnlyList<string> mirrors, Action<long> report,
        CancellationToken cancellation)
    {
        var failures = new List<MirrorException>();
        foreach (var mirror in mirrors)
        {
            try
            {
                await FillFromAsync(new Uri($"{mirror}/{file.Name}"), part, file, report, cancellation);
                return;
            }
            catch (MirrorException failure)
            {
                failures.Add(failure); // try the next mirror
            }
        }
        throw new MirrorException(failures);
    }

    private async Task FillFromAsync(
        Uri address, PartFile part, RemoteFile file, Action<long> report, CancellationToken cancellation)
    {
        if (part.Length == file.Bytes)
            part.Clear();
        using var source = await MirrorStream.OpenAsync(_client, address, part.Length, file.Bytes, time, cancellation);
        if (source.Start == 0)
            part.Clear();
        var buffer = new byte[1 << 16];
        for (int read; (read = await source.ReadAsync(buffer)) > 0; report(part.Length))
        {
            if (part.Length == 0 && IsPage(buffer.AsSpan(0, read)))
                throw source.Failure("sends a web page instead of the file");
            if (part.Length + read > file.Bytes)
                throw source.Failure($"sends more than the {file.Bytes} bytes of the file");
            part.Append(buffer.AsSpan(0, read));
        }
        if (part.Length < file.Bytes)
            throw source.Failure($"stopped after {part.Length} of {file.Bytes} bytes");
        if (part.Is(file.Sha256))
            return;
        part.Clear();
        if (source.Start == 0)
            throw source.Failure("has a different file of that name and size; its SHA-256 differs");
        await FillFromAsync(address, part, file, report, cancellation); // the bytes of an earlier download may be wrong
    }

    /// <summary>Whether bytes begin like a web page, which some servers send for any name.</summary>
    private static bool IsPage(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 100)]).TrimStart();
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static HttpClient NewClient(HttpMessageHandler handler)
    {
        var client = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(
            new("GanSharp", typeof(Downloader).Assembly.GetName().Version!.ToString(3)));
        return client;
    }
}
