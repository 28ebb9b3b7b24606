namespace GanSharp.Cli.Tests;

public class LastingWriterTests
{
    [Fact]
    public void It_writes_until_the_first_failure_and_keeps_the_reason()
    {
        var inner = new BreakingWriter(2);
        var writer = new LastingWriter(() => inner);

        writer.WriteLine("one");
        writer.Write("two");
        writer.Failure.ShouldBeNull();
        writer.Write('3');
        writer.WriteLine("four");
        writer.Write(['5'], 0, 1);
        writer.Flush();

        writer.Failure.ShouldBeOfType<IOException>().Message.ShouldBe("gone");
        inner.ToString().ShouldBe("one\ntwo");
        inner.Failures.ShouldBe(1, "it does not write again");
    }

    [Fact]
    public void A_writer_that_is_closed_from_the_start_drops_everything()
    {
        var writer = new LastingWriter(() => throw new UnauthorizedAccessException("closed"));

        writer.WriteLine("one");

        writer.Failure!.Message.ShouldBe("closed");
    }

    [Fact]
    public void A_bug_is_not_swallowed()
    {
        var writer = new LastingWriter(() => new BreakingWriter(0, new InvalidOperationException("a bug")));

        Should.Throw<InvalidOperationException>(() => writer.WriteLine("one"));

        writer.Failure.ShouldBeNull();
        writer.Waiting.ShouldBeNull();
    }

    [Fact]
    public async Task A_blocked_write_is_identified_by_its_number()
    {
        using var taken = new SemaphoreSlim(0);
        using var begun = new SemaphoreSlim(0);
        var writer = new LastingWriter(() => new SlowWriter(begun, taken));
        writer.Waiting.ShouldBeNull();

        var first = Task.Run(() => writer.WriteLine("one"));
        await begun.WaitAsync();
        var waiting = writer.Waiting.ShouldNotBeNull();
        taken.Release();
        await first;
        writer.Waiting.ShouldBeNull();
        var second = Task.Run(() => writer.WriteLine("two"));
        await begun.WaitAsync();

        writer.Waiting.ShouldNotBeNull().ShouldNotBe(waiting);
        taken.Release();
        await second;
    }

    private sealed class SlowWriter(SemaphoreSlim begun, SemaphoreSlim taken) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            begun.Release();
            taken.Wait();
        }
    }
}

/// <summary>Accepts <paramref name="writes"/> writes and then fails.</summary>
internal sealed class BreakingWriter(int writes, Exception? failure = null) : StringWriter
{
    private int _left = writes;

    public int Failures { get; private set; }

    public override void Write(char value) => Take($"{value}");

    public override void Write(string? value) => Take(value);

    public override void Write(char[] buffer, int index, int count) => Take(new(buffer, index, count));

    public override void WriteLine(string? value) => Take($"{value}\n");

    private void Take(string? text)
    {
        if (_left-- <= 0)
        {
            Failures++;
            throw failure ?? new IOException("gone");
        }
        base.Write(text);
    }
}
