using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class HeartbeatTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromMilliseconds(400);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_live_holder_keeps_the_name_and_leaves_nothing()
    {
        using (var held = Take().ShouldNotBeNull())
        {
            Take().ShouldBeNull();
            held.IsLost.ShouldBeFalse();
        }
        Take().ShouldNotBeNull().Dispose();
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public void A_dead_holder_is_replaced_and_the_loss_is_visible()
    {
        _folder.Write("lock.beat-1", "machine 7 1 1"u8);
        using (Take().ShouldNotBeNull())
            _folder.Names.ShouldBe(["lock.beat-2"]);

        using var held = Take().ShouldNotBeNull();
        File.Delete(_folder["lock.beat-1"]);
        held.IsLost.ShouldBeTrue();
    }

    [Fact]
    public async Task At_most_one_of_many_concurrent_takeovers_succeeds()
    {
        _folder.Write("lock.beat-4", "machine 7 1 1"u8);
        var all = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(Take, TaskCreationOptions.LongRunning)));
        all.Count(held => held is not null).ShouldBeLessThanOrEqualTo(1);
        foreach (var held in all)
            held?.Dispose();
        Take().ShouldNotBeNull().Dispose();
    }

    [Fact]
    public void A_relative_name_is_the_same_name()
    {
        var name = Path.GetRelativePath(Environment.CurrentDirectory, _folder["lock"]);
        using var held = Heartbeat.TryTake(name, Pause, Patience).ShouldNotBeNull();
        Take().ShouldBeNull();
    }

    private Heartbeat? Take() => Heartbeat.TryTake(_folder["lock"], Pause, Patience);
}
