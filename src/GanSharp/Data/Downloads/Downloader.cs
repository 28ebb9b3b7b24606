using System.Text;

namespace GanSharp.Data.Downloads;

/// <summary>
/// Fetches files from whichever of their mirrors works. What is interrupted goes on where it stopped.
/// </summary>
/// <param name="handler">The way to the network; not disposed.</param>
/// <param name="time">The clock by which a silent or slow server is given up.</param>
internal sealed class Downloader(HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private readonly HttpClient _client = NewClient(handler);

    /// <summary>
    /// Brings a file to <paramref name="path"/>, through <c>path.part</c>. It appears there when its size and its
    /// SHA-256 are right; never are more bytes written than it has.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="mirrors">The addresses that it is below, tried one after the other.</param>
    /// <param name="path">Where it shall be; nothing is there yet.</param>
    /// <param name="report">Is told how many bytes are here, before the first and after each piece.</param>
    /// <param name="cancellation">Stops it, and leaves the part for the next time.</param>
    /// <exception cref="MirrorException">No mirror gives the file; this is why each does not.</exception>
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
                failures.Add(failure); // the next may be better
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
                throw source.Failure("sends a web page in place of the file");
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
            throw source.Failure("has another file of that name and size; its SHA-256 differs");
        await FillFromAsync(address, part, file, report, cancellation); // what was there before can be to blame
    }

    /// <summary>Whether bytes begin as web pages do, which some servers send under any name.</summary>
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
