using System.Text.Json;
using GanSharp.Studio.Storage;

namespace GanSharp.Studio.Processes;

/// <summary>A training that waits for its turn.</summary>
/// <param name="Id">Its place: lower numbers start earlier.</param>
/// <param name="Run">The name of the run's folder.</param>
/// <param name="Data">The folder or file of its pictures; null for a known data set.</param>
/// <param name="Arguments">The arguments of the tool.</param>
internal sealed record QueuedTraining(long Id, string Run, string? Data, IReadOnlyList<string> Arguments);

/// <summary>The trainings that wait, in a table that outlives the studio.</summary>
internal sealed class QueueTable(StudioDatabase database)
{
    /// <summary>All trainings that wait, the next first.</summary>
    public IReadOnlyList<QueuedTraining> All() => database.Query(
        "SELECT id, run, data, arguments FROM queue ORDER BY id",
        row => new QueuedTraining(
            row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
            JsonSerializer.Deserialize<string[]>(row.GetString(3))!));

    /// <summary>The names of the runs that wait.</summary>
    public HashSet<string> Names() => [.. database.Query("SELECT run FROM queue", row => row.GetString(0))];

    /// <summary>Adds a training at the end.</summary>
    public void Add(string run, string? data, IReadOnlyList<string> arguments) => database.Execute(
        "INSERT INTO queue (run, data, arguments) VALUES ($run, $data, $arguments)",
        ("$run", run), ("$data", data), ("$arguments", JsonSerializer.Serialize(arguments)));

    /// <summary>Removes a training. Returns whether it was there.</summary>
    public bool Remove(string run) => database.Execute("DELETE FROM queue WHERE run = $run", ("$run", run)) > 0;

    /// <summary>Exchanges the places of two trainings.</summary>
    public void Exchange(long one, long other) => database.Execute(
        """
        BEGIN;
        UPDATE queue SET id = -1 WHERE id = $one;
        UPDATE queue SET id = $one WHERE id = $other;
        UPDATE queue SET id = $other WHERE id = -1;
        COMMIT;
        """,
        ("$one", one), ("$other", other));
}
