using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_holder_at_a_time_has_the_lock_and_leaves_nothing()
    {
        using (FileLock.TryTake(_folder["lock"]).ShouldNotBeNull())
        {
            FileLock.TryTake(_folder["lock"]).ShouldBeNull();
            Should
                .Throw<GanSharpException>(() => FileLock.Take(_folder["lock"], "it is taken"))
                .Message.ShouldBe("it is taken");
        }
        using (FileLock.TryTake(_folder["lock"]).ShouldNotBeNull())
            _folder.Names.ShouldBe(["lock"]);
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public void Two_threads_never_hold_the_lock_together()
    {
        var (holders, taken) = (0, 0);
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 500; i++)
            {
                using var held = FileLock.TryTake(_folder["lock"]);
                if (held is null)
                    continue;
                Interlocked.Increment(ref holders).ShouldBe(1);
                Interlocked.Increment(ref taken);
                Interlocked.Decrement(ref holders);
            }
        });
        taken.ShouldBePositive();
    }
}
