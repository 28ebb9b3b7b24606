using System.Text;

namespace GanSharp.Cli;

/// <summary>
/// Writes to a terminal, a pipe or a file until the first write fails. It then drops all further text and keeps the
/// reason in <see cref="Failure"/>: a command must outlive the terminal that shows its output.
/// </summary>
internal sealed class LastingWriter : TextWriter
{
    private readonly TextWriter _inner = Null;
    private long _begun, _done;

    /// <summary>Opens the inner writer, which may already be closed.</summary>
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
    /// The first write error; null if there was none. It is not an error if the reader of a pipe closes its end.
    /// </summary>
    public Exception? Failure { get; private set; }

    /// <summary>The number of the write in progress; null if there is none. A write blocks if nothing reads.</summary>
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
