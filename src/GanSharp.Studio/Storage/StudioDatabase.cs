using GanSharp.IO;
using Microsoft.Data.Sqlite;

namespace GanSharp.Studio.Storage;

/// <summary>
/// What is not in the folders of the runs: processes that were started, the queue, the bin, games. Losing the file
/// loses no run: a new one is made at the next start.
/// </summary>
internal sealed class StudioDatabase
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS launches (
            run TEXT PRIMARY KEY, data TEXT, arguments TEXT NOT NULL, process INTEGER NOT NULL, started TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS queue (
            id INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL UNIQUE, data TEXT, arguments TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS bin (run TEXT PRIMARY KEY, deleted TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS games (
            id TEXT PRIMARY KEY, source TEXT NOT NULL, seed INTEGER NOT NULL, digest TEXT NOT NULL,
            answers TEXT NOT NULL);
        """;

    // SQLITE_CORRUPT and SQLITE_NOTADB.
    private const int Corrupt = 11, NotADatabase = 26;

    private readonly string _connection;

    /// <summary>Opens the database in a folder, or makes a new one if there is none or it is damaged.</summary>
    /// <exception cref="GanSharpException">The folder cannot be written, or another program locks the file.</exception>
    public StudioDatabase(string folder)
    {
        var path = Path.Combine(folder, "studio.db");
        _connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true }.ToString();
        try
        {
            OutputFile.Write(folder, () => DiskFolder.Make(folder));
            Create(path);
        }
        catch (SqliteException error)
        {
            throw new GanSharpException(
                $"{path}: cannot be opened ({error.Message}); check its permissions, or delete it", error);
        }
    }

    /// <summary>Runs a statement and returns the number of changed rows.</summary>
    public int Execute(string sql, params (string Name, object? Value)[] values)
    {
        using var connection = Open();
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads the rows of a query.</summary>
    public IReadOnlyList<T> Query<T>(
        string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var connection = Open();
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Makes the tables that are missing. A file that is not a database is kept aside.</summary>
    private void Create(string path)
    {
        try
        {
            Execute(Schema);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is Corrupt or NotADatabase)
        {
            using (var connection = new SqliteConnection(_connection))
                SqliteConnection.ClearPool(connection);
            OutputFile.Write(path, () => File.Move(path, $"{path}.damaged", overwrite: true));
            Execute(Schema);
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(
        SqliteConnection connection, string sql, (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
