using System.Runtime.InteropServices;
using System.Text;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;
using Microsoft.Win32.SafeHandles;

namespace GanSharp.Tests.IO;

/// <summary>Names that are not UTF-8, which Linux allows.</summary>
[Trait("Instructions", "any")]
public sealed class RawPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Stack<byte[]> _made = new();

    public void Dispose()
    {
        foreach (var path in _made)
            _ = Remove(path);
        _folder.Dispose();
    }

    [Fact]
    public void A_file_opens_by_the_name_that_NET_shows()
    {
        if (!OperatingSystem.IsLinux())
            return;
        MakeFolder("caf\u00E9");
        Write("caf\u00E9/gr\u00FC\u00DF.yaml", RecipeYaml.Format(Tiny.Recipe));
        File.Exists(_folder["caf\uFFFD/gr\uFFFD\uFFFD.yaml"]).ShouldBeFalse();

        RecipeCatalogue.Load(_folder["caf\uFFFD/gr\uFFFD\uFFFD.yaml"]).Seed.ShouldBe(Tiny.Recipe.Seed);
        RawPath.Exists(_folder["caf\uFFFD/gr\uFFFD\uFFFD.yaml"]).ShouldBeTrue();
        RawPath.Exists(_folder["caf\uFFFD/gr\uFFFD.yaml"]).ShouldBeFalse();
    }

    [Fact]
    public void Names_that_look_alike_are_not_guessed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Write("\u00E9.png", "a");
        Write("\u00E8.png", "b");
        Should.Throw<GanSharpException>(() => InputFile.ReadBytes(_folder["\uFFFD.png"])).Message
            .ShouldContain("several names differ only in bytes that are not UTF-8; rename them");
    }

    [Fact]
    public void A_missing_file_is_reported()
    {
        Should
            .Throw<GanSharpException>(() => InputFile.ReadBytes(_folder["\uFFFD.png"]))
            .Message.ShouldContain("no such file");
        Should
            .Throw<GanSharpException>(() => InputFile.ReadBytes(_folder["\uFFFD/a.png"]))
            .Message.ShouldContain("no such file");
    }

    [Fact]
    public void Renaming_a_folder_with_such_a_name_is_advised()
    {
        if (!OperatingSystem.IsLinux())
            return;
        MakeFolder("caf\u00E9");
        Write("caf\u00E9/a.png", "a");
        var folder = _folder["caf\uFFFD"];
        var remedy = $"{folder}: is a folder with a name that is not UTF-8; rename it, for example with convmv";

        Should
            .Throw<GanSharpException>(() => Datasets.Load("folder", _folder.Path))
            .Message.ShouldBe(remedy, "a class");
        Should
            .Throw<GanSharpException>(() => Datasets.Load("folder", folder))
            .Message.ShouldEndWith($"in {folder}; its name is not UTF-8; rename it");
        Should.Throw<GanSharpException>(() => ImageFiles.Load(folder)).Message.ShouldBe(remedy);
        Should.Throw<GanSharpException>(() => RunFolders.GeneratorOf(folder)).Message.ShouldBe(remedy);
        Should.Throw<GanSharpException>(() => RunFolders.IsBegun(folder)).Message.ShouldBe(remedy);
        Should.Throw<GanSharpException>(() => RunRecord.Load(folder)).Message.ShouldBe(remedy);
        Should.Throw<GanSharpException>(() => Checkpoint.Newest(folder)).Message.ShouldBe(remedy);
        Should.Throw<GanSharpException>(() => InputFile.ReadBytes(folder)).Message.ShouldBe(remedy);
        RawPath.Exists(folder).ShouldBeFalse("it is not a file");
    }

    [Fact]
    public void Renaming_folders_with_similar_names_is_advised()
    {
        if (!OperatingSystem.IsLinux())
            return;
        MakeFolder("\u00E9");
        MakeFolder("\u00E8");
        Should.Throw<GanSharpException>(() => Datasets.Load("folder", _folder.Path)).Message
            .ShouldBe($"{_folder["\uFFFD"]}: several names differ only in bytes that are not UTF-8; rename them");
    }

    [Fact]
    public void A_FIFO_with_such_a_name_does_not_block()
    {
        if (!OperatingSystem.IsLinux())
            return;
        MakeFifo(Raw("\u00E9.png"), 0x1B6).ShouldBe(0);
        Should
            .Throw<GanSharpException>(() => InputFile.ReadBytes(_folder["\uFFFD.png"]))
            .Message.ShouldContain("is not an ordinary file");
    }

    private void Write(string name, string text)
    {
        using var handle = new SafeFileHandle(Create(Raw(name), 0x1B6), ownsHandle: true);
        RandomAccess.Write(handle, Encoding.UTF8.GetBytes(text), 0);
    }

    private void MakeFolder(string name) => MakeFolder(Raw(name), 0x1FF).ShouldBe(0);

    /// <summary>Returns a path with a Latin-1 name, and records it for deletion.</summary>
    private byte[] Raw(string name)
    {
        _made.Push([.. Encoding.UTF8.GetBytes(_folder.Path), (byte)'/', .. Encoding.Latin1.GetBytes(name), 0]);
        return _made.Peek();
    }

    [DllImport("libc", EntryPoint = "creat")]
    private static extern int Create(byte[] path, int mode);

    [DllImport("libc", EntryPoint = "mkdir")]
    private static extern int MakeFolder(byte[] path, int mode);

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakeFifo(byte[] path, int mode);

    [DllImport("libc", EntryPoint = "remove")]
    private static extern int Remove(byte[] path);
}
