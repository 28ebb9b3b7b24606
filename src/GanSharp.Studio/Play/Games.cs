using System.Security.Cryptography;
using GanSharp.Studio.Runs;

namespace GanSharp.Studio.Play;

/// <summary>The games that are being played; the oldest are forgotten.</summary>
internal sealed class Games(Generators generators, TrainingPictures pictures, RunCatalogue catalogue)
{
    private const int MostKept = 64;

    private readonly Lock _lock = new();
    private readonly Queue<Game> _games = new();

    /// <summary>Starts a game; null while the training pictures are being read.</summary>
    /// <exception cref="GanSharpException">The training pictures are not at hand or do not fit.</exception>
    public Game? Start(string source, out PictureLoad load)
    {
        var sampler = generators.Of(source).Sampler;
        load = pictures.Of(source);
        if (load is not { Pictures: { } data })
            return load.Reason is { } reason ? throw new GanSharpException(reason) : null;
        var seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        var folder = Generators.BuiltInOf(source) is null ? catalogue.FolderOf(source) : null;
        var game = Game.Deal(
            RandomNumberGenerator.GetHexString(16, true), seed, sampler, data,
            (pixels, labels) => folder is null
                ? DiscriminatorAnswers.None("a built-in generator has no discriminator")
                : DiscriminatorAnswers.OfRun(folder, pixels, labels));
        lock (_lock)
        {
            _games.Enqueue(game);
            while (_games.Count > MostKept)
                _games.Dequeue();
        }
        return game;
    }

    /// <summary>The game with a name.</summary>
    /// <exception cref="NotFoundException">There is none any more.</exception>
    public Game Of(string id)
    {
        lock (_lock)
            return _games.FirstOrDefault(game => game.Id == id)
                ?? throw new NotFoundException("the studio no longer has this game; start a new one");
    }
}
