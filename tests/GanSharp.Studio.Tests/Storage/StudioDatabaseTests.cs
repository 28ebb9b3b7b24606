using GanSharp.Studio.Storage;

namespace GanSharp.Studio.Tests.Storage;

public sealed class StudioDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void What_is_written_is_there_after_opening_again()
    {
        Insert(new(_folder.Path), "0001-tiny");
        Runs(new(_folder.Path)).ShouldBe(["0001-tiny"]);
    }

    [Fact]
    public void A_damaged_file_is_kept_aside_and_replaced()
    {
        _folder.Write("studio.db", [.. Enumerable.Repeat((byte)'x', 4096)]);
        var database = new StudioDatabase(_folder.Path);
        Insert(database, "0001-tiny");
        Runs(database).ShouldBe(["0001-tiny"]);
        File.ReadAllBytes(_folder["studio.db.damaged"]).ShouldAllBe(each => each == (byte)'x');
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        _folder.Write("file", []);
        Should.Throw<GanSharpException>(() => new StudioDatabase(_folder["file"])).Message
            .ShouldStartWith(_folder["file"]);
    }

    [Fact]
    public void Values_are_never_read_as_statements()
    {
        var database = new StudioDatabase(_folder.Path);
        Insert(database, "'; DROP TABLE bin; --");
        Runs(database).ShouldBe(["'; DROP TABLE bin; --"]);
    }

    private static void Insert(StudioDatabase database, string run) =>
        database.Execute("INSERT INTO bin (run, deleted) VALUES ($run, '')", ("$run", run)).ShouldBe(1);

    private static IReadOnlyList<string> Runs(StudioDatabase database) =>
        database.Query("SELECT run FROM bin", row => row.GetString(0));
}
