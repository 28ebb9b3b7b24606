using System.Collections.Concurrent;
using GanSharp.Data;
using GanSharp.Data.Pictures;
using GanSharp.IO;

namespace GanSharp.Tests.Data.Pictures;

[Trait("Instructions", "any")]
public sealed class PictureLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_colour_picture_gives_all_of_them_three_channels()
    {
        var loaded = Load([Save("grey", 1, 10, 20), Save("colour", 3, 1, 2, 3, 4, 5, 6)]);
        loaded.Shape.ShouldBe(new ImageShape(3, 1, 2));
        loaded.Images.ToArray().ShouldBe([10, 20, 10, 20, 10, 20, 1, 4, 2, 5, 3, 6]);
    }

    [Fact]
    public void Grey_that_is_stored_as_colour_is_grey()
    {
        var loaded = Load([Save("a", 1, 10, 20), Save("b", 3, 7, 7, 7, 9, 9, 9)]);
        loaded.Shape.ShouldBe(new ImageShape(1, 1, 2));
        loaded.Images.ToArray().ShouldBe([10, 20, 7, 9]);
        foreach (var odd in (byte[][])[[7, 8, 7, 9, 9, 9], [7, 7, 7, 9, 9, 8]])
            Load([Save("c", 3, odd)]).Shape.Channels.ShouldBe(3);
    }

    [Fact]
    public void Many_files_are_read_in_order_with_progress()
    {
        string[] files = [.. Enumerable.Range(0, 200).Select(i => Save($"{i}", 1, (byte)i))];
        var progress = new Shares();
        Load(files, new() { Progress = progress }).Images.ToArray()
            .ShouldBe([.. Enumerable.Range(0, 200).Select(i => (byte)i)]);
        progress.Order().ShouldBe([.. Enumerable.Range(1, 200).Select(i => i / 200.0)]);
    }

    [Fact]
    public void The_first_of_several_damaged_files_is_named()
    {
        string[] files = [.. Enumerable.Range(0, 200).Select(i => Save($"{i}", 1, (byte)i))];
        foreach (var i in (int[])[30, 31, 90, 180])
            File.WriteAllText(files[i], "damaged");
        Should.Throw<GanSharpException>(() => Load(files)).Message.ShouldStartWith($"{files[30]}: ");
    }

    [Fact]
    public void Reading_can_be_stopped()
    {
        string[] files = [.. Enumerable.Range(0, 200).Select(i => Save($"{i}", 1, (byte)i))];
        using var stop = new CancellationTokenSource();
        var progress = new Shares { OnShare = _ => stop.Cancel() };
        Should.Throw<OperationCanceledException>(() =>
            Load(files, new() { Progress = progress, Cancellation = stop.Token }));
        progress.Count.ShouldBeLessThan(200);
    }

    [Fact]
    public void Damaged_pictures_are_left_out_if_that_is_wanted()
    {
        string[] files = [.. Enumerable.Range(0, 9).Select(i => Save($"{i}", 1, (byte)i))];
        File.WriteAllText(files[0], "");
        File.WriteAllBytes(files[7], File.ReadAllBytes(files[7])[..40]);
        Should.Throw<GanSharpException>(() => Load(files)).Message
            .ShouldEndWith("; or leave damaged pictures out with --skip-damaged");

        var selection = new ImageSelection { SkipDamaged = true };
        foreach (var most in (long[])[long.MaxValue, 0])
        {
            var loaded = Load(files, new() { MostBytes = most, Cache = _folder["cache"] }, selection);
            loaded.Images.ToArray().ShouldBe([1, 2, 3, 4, 5, 6, 8]);
            loaded.Kept.ShouldBe([1, 2, 3, 4, 5, 6, 8]);
            loaded.Damaged.ShouldBe([0, 7]);
        }
        Should.Throw<GanSharpException>(() => Load([files[7], files[0]], selection: selection)).Message
            .ShouldBe($"{files[7]}: is damaged, like all 2 pictures; check where they come from");
    }

    [Fact]
    public void An_empty_file_and_one_in_no_format_are_named_with_what_to_do()
    {
        Should.Throw<GanSharpException>(() => Load([Put("a.png", "")])).Message.ShouldBe(
            $"{_folder["a.png"]}: is empty; copy it again, or remove it; "
            + "or leave damaged pictures out with --skip-damaged");
        Should.Throw<GanSharpException>(() => Load([Put("b.jpg", "text")])).Message
            .ShouldNotContain("?;");
    }

    [Fact]
    public void A_link_to_nothing_is_called_that()
    {
        File.CreateSymbolicLink(_folder["a.png"], _folder["gone.png"]);
        Should.Throw<GanSharpException>(() => Load([_folder["a.png"]])).Message.ShouldBe(
            $"{_folder["a.png"]}: is a link to nothing; restore its target, or delete the link");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_even_if_damaged_pictures_are_left_out() =>
        Should.Throw<GanSharpException>(() =>
                Load([Save("a", 1, 1), _folder["gone"]], selection: new() { SkipDamaged = true }))
            .Message.ShouldStartWith($"{_folder["gone"]}: no such file");

    private static LoadedImages Load(
        string[] files, LoadContext? context = null, ImageSelection? selection = null) =>
        new PictureLoader(selection ?? new(), context ?? new()).Load([.. files.Select(file =>
            new Picture(file, 0, () => InputFile.ReadBytes(file), () => FolderListing.StampOfFile(file)))]);

    private string Put(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
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
