using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GanSharp.Tests.Data.Downloads;

/// <summary>
/// A local server that answers each connection with the bytes of a test and then closes it.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    /// <summary>
    /// Starts a server that sends the result of <paramref name="answer"/> for the head of a request, unchanged.
    /// </summary>
    public LoopbackServer(Func<string, byte[]> answer)
    {
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Returns the head of an answer.</summary>
    public static byte[] Head(string status, params string[] headers) =>
        Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nConnection: close\r\n{string.Concat(headers.Select(header => $"{header}\r\n"))}\r\n"
        );

    public void Dispose()
    {
        _listener.Stop();
        ((Task)_serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
    }

    private async Task ServeAsync(Func<string, byte[]> answer)
    {
        while (true)
        {
            using var connection = await _listener.AcceptTcpClientAsync();
            await using var stream = connection.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var question = new StringBuilder();
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
                question.AppendLine(line);
            await stream.WriteAsync(answer(question.ToString()));
        }
    }
}
