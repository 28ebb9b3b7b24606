using System.Text;

namespace GanSharp.Cli;

/// <summary>
/// Writes to a terminal, a pipe or a file for as long as it is there. After the first failure it drops what it is
/// given, and says why in <see cref="Failure"/>: what a command does must outlast whoever watches it.
/// </summary>
internal sealed class LastingWriter : TextWriter
{
    private readonly TextWriter _inner = Null;
    private long _begun, _done;

    /// <summary>Opens what is written to, which may be closed by now.</summary>
    public LastingWriter(Func<TextWriter> open)
    {
        try
        {
            _inner = open();
        }
        catch (Exception error) when (IsGone(error))
        {
            Failure = error;
        }
    }

    public override Encoding Encoding => _inner.Encoding;

    /// <summary>
    /// Why nothing can be written any more; null while all is well. A reader that closes its end of a pipe is no
    /// failure.
    /// </summary>
    public Exception? Failure { get; private set; }

    /// <summary>
    /// The number of the write that a thread waits for, because nobody reads; null while no thread writes.
    /// </summary>
    public long? Waiting =>
        Interlocked.Read(ref _begun) is var begun && begun > Interlocked.Read(ref _done) ? begun : null;

    public override void Write(char value) => Try(() => _inner.Write(value));

    public override void Write(string? value) => Try(() => _inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => _inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => _inner.WriteLine(value));

    public override void Flush() => Try(_inner.Flush);

    private void Try(Action write)
    {
        if (Failure is not null)
            return;
        Interlocked.Increment(ref _begun);
        try
        {
            write();
        }
        catch (Exception error) when (IsGone(error))
        {
            Failure = error;
        }
        finally
        {
            Interlocked.Increment(ref _done);
        }
    }

    private static bool IsGone(Exception error) => error is IOException or UnauthorizedAccessException;
}
