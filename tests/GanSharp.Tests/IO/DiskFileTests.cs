using GanSharp.IO;
using GanSharp.IO.Events;
using GanSharp.Recipes;
using GanSharp.Training;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class DiskFileTests : IDisposable
{
    private const string ToRead = "copy its contents to one first", ToWrite = "choose another path, or move it away";

    private static readonly Dictionary<string, Action<string>> Readings = new()
    {
        ["a picture"] = path => PngReader.Read(path),
        ["an IDX file"] = path => Idx.Read(path),
        ["weights"] = path => SafeTensors.Load(path),
        ["a recipe"] = path => RecipeCatalogue.Load(path),
        ["bytes"] = path => InputFile.ReadBytes(path),
    };

    private static readonly Dictionary<string, Action<string>> Writings = new()
    {
        ["a file that is to be replaced"] = FileKind.Png.CheckReplaceable,
        ["a log"] = path => new EventLog<StepCompleted>(path, EventJson.Default.StepCompleted, 0).Dispose(),
        ["an event file"] = path => EventFile.CutAfter(path, 1),
        ["a lock"] = path => FileLock.TryTake(path)?.Dispose(),
        ["output"] = path => AtomicFile.Write(path, stream => stream.Write("x"u8)),
    };

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> All =>
        from opening in Readings
            .Keys.Select(name => (Name: name, Advice: ToRead))
            .Concat(Writings.Keys.Select(name => (Name: name, Advice: ToWrite)))
        from kind in StrangeFiles.Kinds
        select new object[] { opening.Name, kind, opening.Advice };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(All))]
    public void Everything_but_an_ordinary_file_is_refused_and_kept(string opening, string kind, string advice)
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = StrangeFiles.Make(_folder, "a.yaml", kind);
        var names = _folder.Names.ToArray();

        Should.Throw<GanSharpException>(() => (advice == ToRead ? Readings : Writings)[opening](path)).Message
            .ShouldBe($"{path}: is not an ordinary file; {advice}");
        _folder.Names.ShouldBe(names);
    }

    [Fact]
    public void Links_to_files_can_be_opened()
    {
        File.CreateSymbolicLink(_folder["link"], _folder.Write("a", "x"u8));
        InputFile.ReadBytes(_folder["link"]).ShouldBe("x"u8.ToArray());
    }
}
