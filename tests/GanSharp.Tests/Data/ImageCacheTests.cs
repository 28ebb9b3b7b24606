using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class ImageCacheTests : IDisposable
{
    private static readonly ImageShape Pixel = new(1, 1, 1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_process_waits_while_another_makes_the_file()
    {
        Keep(1, 2, 3).ToArray().ShouldBe([1, 2, 3]);
        var file = Directory.GetFiles(_folder["pictures"]).ShouldHaveSingleItem();
        var made = File.ReadAllBytes(file);
        File.Delete(file);

        Task<ImageStore> waiting;
        using (FileLock.Take($"{file}.lock", "taken"))
        {
            waiting = Task.Run(() => Keep(7, 8, 9));
            (await Task.WhenAny(waiting, Task.Delay(300))).ShouldNotBe(waiting);
            File.WriteAllBytes(file, made);
        }
        (await waiting).ToArray().ShouldBe([1, 2, 3], "it reads what the other made");
        Directory.GetFiles(_folder["pictures"]).ShouldBe([file]);
    }

    [Fact]
    public void Waiting_can_be_stopped()
    {
        Keep(1, 2, 3);
        var file = Directory.GetFiles(_folder["pictures"]).ShouldHaveSingleItem();
        File.Delete(file);
        using var held = FileLock.Take($"{file}.lock", "taken");
        using var stop = new CancellationTokenSource(100);
        Should.Throw<OperationCanceledException>(() => Cache(stop.Token).Keep(["key"], Images(1), Pixel));
    }

    private static MemoryImages Images(params byte[] bytes) => new(bytes, 1);

    private ImageStore Keep(params byte[] bytes) => Cache().Keep(["key"], Images(bytes), Pixel);

    private ImageCache Cache(CancellationToken cancellation = default) =>
        new(new() { Cache = _folder.Path, Cancellation = cancellation });
}
