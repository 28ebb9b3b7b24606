using System.Collections.Concurrent;
using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class PngImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_colour_picture_gives_all_of_them_three_channels()
    {
        var (images, shape) = PngImages.Load([Save("grey", 1, 10, 20), Save("colour", 3, 1, 2, 3, 4, 5, 6)], 0);
        shape.ShouldBe(new ImageShape(3, 1, 2));
        images.ShouldBe([10, 20, 10, 20, 10, 20, 1, 4, 2, 5, 3, 6]);
    }

    [Fact]
    public void Grey_that_is_stored_as_colour_is_grey()
    {
        var (images, shape) = PngImages.Load([Save("a", 1, 10, 20), Save("b", 3, 7, 7, 7, 9, 9, 9)], 0);
        shape.ShouldBe(new ImageShape(1, 1, 2));
        images.ShouldBe([10, 20, 7, 9]);
        foreach (var odd in (byte[][])[[7, 8, 7, 9, 9, 9], [7, 7, 7, 9, 9, 8]])
            PngImages.Load([Save("c", 3, odd)], 0).Shape.Channels.ShouldBe(3);
    }

    [Fact]
    public void Many_files_are_read_in_order_with_progress()
    {
        string[] files = [.. Enumerable.Range(0, 200).Select(i => Save($"{i}", 1, (byte)i))];
        var progress = new Shares();
        PngImages.Load(files, 0, progress).Images.ShouldBe([.. Enumerable.Range(0, 200).Select(i => (byte)i)]);
        progress.Order().ShouldBe([.. Enumerable.Range(1, 200).Select(i => i / 200.0)]);
    }

    [Fact]
    public void The_first_of_several_damaged_files_is_named()
    {
        string[] files = [.. Enumerable.Range(0, 200).Select(i => Save($"{i}", 1, (byte)i))];
        foreach (var i in (int[])[30, 31, 90, 180])
            File.WriteAllText(files[i], "damaged");
        Should.Throw<GanSharpException>(() => PngImages.Load(files, 0)).Message.ShouldStartWith($"{files[30]}: ");
    }

    [Fact]
    public void Reading_can_be_stopped()
    {
        string[] files = [.. Enumerable.Range(0, 200).Select(i => Save($"{i}", 1, (byte)i))];
        using var stop = new CancellationTokenSource();
        var progress = new Shares { OnShare = _ => stop.Cancel() };
        Should.Throw<OperationCanceledException>(() => PngImages.Load(files, 0, progress, stop.Token));
        progress.Count.ShouldBeLessThan(200);
    }

    private string Save(string name, int channels, params byte[] pixels)
    {
        PngWriter.Save(_folder[name], new(pixels.Length / channels, 1, channels, pixels));
        return _folder[name];
    }

    private sealed class Shares : ConcurrentBag<double>, IProgress<double>
    {
        public Action<double>? OnShare { get; init; }

        public void Report(double value)
        {
            Add(value);
            OnShare?.Invoke(value);
        }
    }
}
