using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace GanSharp.Data.Downloads;

/// <summary>The failure of one mirror, or of all mirrors of a file. The message names each and its reason.</summary>
internal sealed class MirrorException : Exception
{
    public MirrorException(Uri address, string reason, Exception? cause = null)
        : base($"{address.Authority}: {reason}", cause) { }

    public MirrorException(IReadOnlyList<MirrorException> each)
        : base(string.Join("; ", each.Select(one => one.Message)), each[^1]) { }
}

/// <summary>
/// The bytes of a file from a server, from the beginning or from a given byte. Every failure is a
/// <see cref="MirrorException"/>.
/// </summary>
internal sealed class MirrorStream : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan Patience = LeastRate.Patience;

    private readonly Uri _address;
    private readonly LeastRate _rate;
    private readonly CancellationTokenSource _idle, _either;
    private readonly CancellationToken _cancellation;
    private HttpResponseMessage? _answer;
    private Stream? _body;

    private MirrorStream(Uri address, TimeProvider time, CancellationToken cancellation)
    {
        (_address, _rate, _cancellation) = (address, new(time), cancellation);
        _idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _idle.Token);
    }

    /// <summary>
    /// The offset of the first byte: the requested one, or 0 from a server that only sends whole files.
    /// </summary>
    public long Start { get; private set; }

    /// <summary>
    /// Requests a file of <paramref name="bytes"/> bytes from <paramref name="address"/>, starting at byte
    /// <paramref name="start"/>.
    /// </summary>
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
    public async Task<int> ReadAsync(Memory<byte> buffer)
    {
        var (read, isTooSlow) = await _rate.Count(() => Try(token => _body!.ReadAsync(buffer, token).AsTask()));
        return isTooSlow ? throw Failure("sends less than 1 KB a second") : read;
    }

    public MirrorException Failure(string reason, Exception? cause = null) => new(_address, reason, cause);

    public void Dispose()
    {
        _answer?.Dispose();
        _either.Dispose();
        _idle.Dispose();
    }

    private async Task AskAsync(HttpClient client, long start)
    {
        var address = _address;
        for (var redirects = 0; ; redirects++)
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, address);
            question.Headers.Authorization = Credentials(address);
            if (start > 0)
                question.Headers.Range = new RangeHeaderValue(start, null);
            _answer?.Dispose();
            _answer = await Try(token => client.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, token));
            if (!IsRedirect(_answer.StatusCode))
                break;
            if (redirects == MostRedirects)
                throw Failure($"redirects more than {MostRedirects} times");
            address = Target(address, _answer);
        }
        Start = _answer.StatusCode == HttpStatusCode.PartialContent ? start : 0;
    }

    /// <summary>Returns the credentials in the original address. Other servers do not receive them.</summary>
    private AuthenticationHeaderValue? Credentials(Uri address) =>
        _address.UserInfo.Length > 0 && (address.Scheme, address.Authority) == (_address.Scheme, _address.Authority)
            ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(_address.UserInfo))))
            : null;

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>
    /// Returns the target of a redirect. Only HTTP addresses are allowed, and none that leaves HTTPS.
    /// </summary>
    private Uri Target(Uri from, HttpResponseMessage answer)
    {
        var place = answer.Headers.NonValidated.TryGetValues("Location", out var values) ? values.ToString() : "";
        return !Uri.TryCreate(from, place, out var target)
            || !(target.Scheme == Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttp)
                ? throw Failure($"redirects to '{place}', which is not http:// or https://")
            : target.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttps
                ? throw Failure($"redirects to {place}, which is not secure")
            : target;
    }

    /// <summary>Refuses an answer that cannot be the file, before any byte of it is stored.</summary>
    private void Check(long bytes)
    {
        var status = _answer!.StatusCode;
        if (status is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
            throw Failure($"answers {(int)status} {_answer.ReasonPhrase}".TrimEnd());
        var headers = _answer.Content.Headers;
        if (headers.ContentType?.MediaType is "text/html")
            throw Failure("sends a web page instead of the file");
        if (status == HttpStatusCode.PartialContent && headers.ContentRange?.From != Start)
            throw Failure("sends a different part of the file than requested");
        if (headers.ContentLength is { } length && length != bytes - Start)
            throw Failure($"has a file of {Start + length} bytes instead of {bytes}");
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
        catch (Exception e) when (e is not (OperationCanceledException or MirrorException))
        {
            throw Failure($"does not answer in HTTP ({e.Message})", e);
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
