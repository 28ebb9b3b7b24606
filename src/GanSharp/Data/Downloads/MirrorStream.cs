using System.Net;
using System.Net.Http.Headers;

namespace GanSharp.Data;

/// <summary>An address does not give the file. The message says which and why.</summary>
internal sealed class MirrorException(Uri address, string reason, Exception? cause = null) : Exception($"{address.Host}: {reason}", cause);

/// <summary>
/// The bytes of a file, or the rest of them, as a server sends them. Whatever goes wrong on the way is a <see cref="MirrorException"/>.
/// </summary>
internal sealed class MirrorStream : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Uri _address;
    private readonly CancellationTokenSource _idle, _either;
    private readonly CancellationToken _cancellation;
    private HttpResponseMessage? _answer;
    private Stream? _body;

    private MirrorStream(Uri address, TimeProvider time, CancellationToken cancellation)
    {
        (_address, _cancellation) = (address, cancellation);
        _idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _idle.Token);
    }

    /// <summary>Where the bytes begin: where they were asked from, or 0 with a server that only sends whole files.</summary>
    public long Start { get; private set; }

    /// <summary>Asks <paramref name="address"/> for a file of <paramref name="bytes"/> bytes, from byte <paramref name="start"/> on.</summary>
    public static async Task<MirrorStream> OpenAsync(
        HttpClient client, Uri address, long start, long bytes, TimeProvider time, CancellationToken cancellation)
    {
        var stream = new MirrorStream(address, time, cancellation);
        try
        {
            await stream.AskAsync(client, start);
            if (stream._answer!.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
                await stream.AskAsync(client, 0);
            stream.Check(bytes);
            stream._body = await stream.Try(token => stream._answer.Content.ReadAsStreamAsync(token));
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads into <paramref name="buffer"/>; 0 at the end.</summary>
    public Task<int> ReadAsync(Memory<byte> buffer) => Try(token => _body!.ReadAsync(buffer, token).AsTask());

    public MirrorException Failure(string reason, Exception? cause = null) => new(_address, reason, cause);

    public void Dispose()
    {
        _answer?.Dispose();
        _either.Dispose();
        _idle.Dispose();
    }

    private async Task AskAsync(HttpClient client, long start)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, _address);
        if (start > 0)
            question.Headers.Range = new RangeHeaderValue(start, null);
        _answer?.Dispose();
        _answer = await Try(token => client.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, token));
        Start = _answer.StatusCode == HttpStatusCode.PartialContent ? start : 0;
    }

    /// <summary>Refuses what cannot be the file before a byte of it is kept.</summary>
    private void Check(long bytes)
    {
        var status = _answer!.StatusCode;
        if (status is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
            throw Failure($"answers {(int)status} {_answer.ReasonPhrase}".TrimEnd());
        var headers = _answer.Content.Headers;
        if (headers.ContentType?.MediaType is "text/html")
            throw Failure("sends a web page in place of the file");
        if (status == HttpStatusCode.PartialContent && headers.ContentRange?.From != Start)
            throw Failure("sends another part of the file than it was asked for");
        if (headers.ContentLength is { } length && length != bytes - Start)
            throw Failure($"has a file of {Start + length} bytes, where {bytes} are expected");
    }

    private async Task<T> Try<T>(Func<CancellationToken, Task<T>> act)
    {
        _idle.CancelAfter(Patience);
        try
        {
            return await act(_either.Token);
        }
        catch (OperationCanceledException e) when (!_cancellation.IsCancellationRequested)
        {
            throw Failure($"sent nothing for {Patience.TotalSeconds} seconds", e);
        }
        catch (HttpRequestException e)
        {
            throw Failure(Reason(e), e);
        }
        catch (IOException e)
        {
            throw Failure($"the connection broke ({e.Message})", e);
        }
        finally
        {
            _idle.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    private static string Reason(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "no such host, or no network",
        HttpRequestError.ConnectionError => "cannot be reached",
        HttpRequestError.SecureConnectionError => "no secure connection to it",
        _ => error.Message,
    };
}
