using System.Security.Cryptography;
using GanSharp.Data;
using GanSharp.Studio.Runs;
using GanSharp.Studio.Storage;

namespace GanSharp.Studio.Play;

/// <summary>
/// The games that are being played; the oldest are forgotten. A game is dealt again from its seed after a restart.
/// </summary>
internal sealed class Games(
    Generators generators, TrainingPictures pictures, RunCatalogue catalogue, StudioDatabase database)
{
    private const int MostKept = 64;

    private readonly Lock _lock = new();
    private readonly Queue<Game> _games = new();

    /// <summary>Starts a game; null while the training pictures are being read.</summary>
    /// <exception cref="GanSharpException">The training pictures are not at hand or do not fit.</exception>
    public Game? Start(string source, out PictureLoad load)
    {
        load = pictures.Of(source);
        if (DataOf(load) is not { } data)
            return null;
        var seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        var game = Deal(RandomNumberGenerator.GetHexString(16, true), source, seed, data);
        Keep(game);
        database.Execute(
            "INSERT INTO games (id, source, seed, digest, answers) VALUES ($id, $source, $seed, $digest, $answers)",
            ("$id", game.Id), ("$source", source), ("$seed", seed), ("$digest", game.Digest),
            ("$answers", game.Answers));
        database.Execute(
            "DELETE FROM games WHERE rowid NOT IN (SELECT rowid FROM games ORDER BY rowid DESC LIMIT $most)",
            ("$most", MostKept));
        return game;
    }

    /// <summary>The game with a name; null while the training pictures are being read to deal it again.</summary>
    /// <exception cref="NotFoundException">There is none any more, or its pictures have changed.</exception>
    /// <exception cref="GanSharpException">The training pictures are not at hand.</exception>
    public Game? Find(string id, out PictureLoad? load)
    {
        load = null;
        lock (_lock)
        {
            if (_games.FirstOrDefault(game => game.Id == id) is { } known)
                return known;
        }
        var (source, seed, digest, answers) = Written(id);
        load = pictures.Of(source);
        if (DataOf(load) is not { } data)
            return null;
        var game = Deal(id, source, seed, data);
        if (game.Digest != digest)
            throw new NotFoundException("the generator has changed since this game began; start a new one");
        game.Repeat(answers);
        return Keep(game);
    }

    /// <summary>The game with a name.</summary>
    /// <exception cref="NotFoundException">There is none any more.</exception>
    /// <exception cref="GanSharpException">Its pictures are still being read.</exception>
    public Game Of(string id) =>
        Find(id, out _) ?? throw new GanSharpException("the training pictures are still being read; try again soon");

    /// <summary>Answers for a picture of a game.</summary>
    /// <exception cref="NotFoundException">There is no such game or picture.</exception>
    /// <exception cref="GanSharpException">It has been answered before.</exception>
    public GameAnswer Answer(string id, int index, bool isForged)
    {
        var game = Of(id);
        var answer = game.Answer(index, isForged);
        database.Execute(
            "UPDATE games SET answers = $answers WHERE id = $id", ("$answers", game.Answers), ("$id", id));
        return answer;
    }

    private static ImageDataset? DataOf(PictureLoad load) =>
        load.Pictures ?? (load.Reason is { } reason ? throw new GanSharpException(reason) : null);

    private Game Deal(string id, string source, long seed, ImageDataset data)
    {
        var folder = Generators.BuiltInOf(source) is null ? catalogue.FolderOf(source) : null;
        return Game.Deal(
            id, seed, generators.Of(source).Sampler, data,
            (pixels, labels) => folder is null
                ? DiscriminatorAnswers.None("a built-in generator has no discriminator")
                : DiscriminatorAnswers.OfRun(folder, pixels, labels));
    }

    /// <summary>Keeps a game, and returns it, or the same one that another request has kept.</summary>
    private Game Keep(Game game)
    {
        lock (_lock)
        {
            if (_games.FirstOrDefault(other => other.Id == game.Id) is { } known)
                return known;
            _games.Enqueue(game);
            while (_games.Count > MostKept)
                _games.Dequeue();
            return game;
        }
    }

    private (string Source, long Seed, string Digest, string Answers) Written(string id) => database.Query(
        "SELECT source, seed, digest, answers FROM games WHERE id = $id",
        row => (row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3)), ("$id", id)) is [var row]
            ? row
            : throw new NotFoundException("the studio no longer has this game; start a new one");
}
