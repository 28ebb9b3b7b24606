using GanSharp.Augmentation;
using GanSharp.Data;
using GanSharp.Init;
using GanSharp.Models;
using GanSharp.Models.Conditioning;
using GanSharp.Networks;
using GanSharp.Optim;
using GanSharp.Terms;
using GanSharp.Text;

namespace GanSharp.Recipes;

/// <summary>
/// A complete GAN on one page: networks, terms, conditioning, optimisers and data. Two runs of one recipe give the same
/// bits. It is written as YAML; <see cref="RecipeKeys"/> lists the keys.
/// </summary>
public sealed record Recipe
{
    /// <summary>Its name, as <c>gansharp train</c> takes it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in one line.</summary>
    public string About { get; init; } = "";

    /// <summary>The address of the paper.</summary>
    public string Paper { get; init; } = "";

    /// <summary>The generator's noise; 100 normal numbers by default.</summary>
    public Latent Latent { get; init; } = new(100);

    /// <summary>How the networks use classes; not at all by default.</summary>
    public LabelConditioning Conditioning { get; init; } = LabelConditioning.None;

    /// <summary>The generator's layers, as <see cref="Networks.NetworkBuilder"/> reads them.</summary>
    public IReadOnlyList<string> Generator { get; init; } = [];

    /// <summary>
    /// The discriminator's layers. The last line is the score head and yields one number; the other heads read what it
    /// reads. With a <see cref="Decoder"/>, the layers are an encoder.
    /// </summary>
    public IReadOnlyList<string> Discriminator { get; init; } = [];

    /// <summary>The layers that predict the class, for auxiliary conditioning; <c>linear K</c> by default.</summary>
    public IReadOnlyList<string> ClassHead { get; init; } = ["linear K"];

    /// <summary>
    /// The layers that read the codes of the noise back: a logit for each category; then, for a part of continuous
    /// codes, their means and their log variances. Empty, the default, for none.
    /// </summary>
    public IReadOnlyList<string> CodeHead { get; init; } = [];

    /// <summary>
    /// The layers from the encoder's code back to an image; empty, the default, if the discriminator is not an
    /// auto-encoder.
    /// </summary>
    public IReadOnlyList<string> Decoder { get; init; } = [];

    /// <summary>The losses and penalties, as <see cref="TermCatalogue"/> reads them.</summary>
    public IReadOnlyList<string> Terms { get; init; } = ["non-saturating"];

    /// <summary>
    /// The random transforms through which the discriminator sees all images, as
    /// <see cref="Augmentation.AugmentationCatalogue"/> reads them; empty, the default, for none.
    /// </summary>
    public IReadOnlyList<string> Augment { get; init; } = [];

    /// <summary>Discriminator steps per generator step, 1 to 100; 1 by default.</summary>
    public int CriticSteps { get; init; } = 1;

    /// <summary>The generator's optimiser; Adam 2e-4 (0.5, 0.999) by default.</summary>
    public OptimizerOptions GeneratorOptimizer { get; init; } = new AdamOptions(2e-4, 0.5);

    /// <summary>The discriminator's optimiser; Adam 2e-4 (0.5, 0.999) by default.</summary>
    public OptimizerOptions DiscriminatorOptimizer { get; init; } = new AdamOptions(2e-4, 0.5);

    /// <summary>
    /// The final share s of the training, 0 to 1, in which both learning rates fall linearly to 0: step k of n uses the
    /// rates times min(1, (n - k + 1) / (s n)). 0, the default, keeps them constant.
    /// </summary>
    public double LearningRateDecay { get; init; }

    /// <summary>How weights are initialised; as in PyTorch's layers by default.</summary>
    public Initializer Init { get; init; } = new FanInUniformInit();

    /// <summary>
    /// How fast the moving average of the generator, which is sampled and saved, forgets: a decay per step from 0
    /// (none, the default) to below 1, or a half-life in images shown.
    /// </summary>
    public AverageDecay Ema { get; init; }

    /// <summary>Real images that the discriminator sees per generator step.</summary>
    public int ImagesPerStep => BatchSize * CriticSteps;

    /// <summary>Generator steps of a whole training whose epochs have so many.</summary>
    internal long TotalSteps(long stepsPerEpoch) => Steps > 0 ? Steps : Epochs * stepsPerEpoch;

    /// <summary>The name of the data set; <c>digits</c> by default.</summary>
    public string Dataset { get; init; } = "digits";

    /// <summary>Which images of the data set, and at what size; by default all images at their own size.</summary>
    public ImageSelection Selection { get; init; } = new();

    /// <summary>Images per batch, 1 to 65,536; 64 by default.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// Equal parts into which each batch is cut, 1 to 4,096; 1 by default. Several processes can share them. Losses,
    /// gradients and statistics are computed for each part and averaged in the order of the parts, so the result of a
    /// training depends on the number of parts, and not on that of the processes.
    /// </summary>
    public int Shards { get; init; } = 1;

    /// <summary>How often all images are seen, 1 to 1,000,000; 50 by default.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>
    /// Generator steps to train, up to 1,000,000,000; 0, the default, for as many as the epochs take.
    /// </summary>
    public int Steps { get; init; }

    /// <summary>Rows of a sample grid, 1 to 32; 8 by default.</summary>
    public int SampleRows { get; init; } = 8;

    /// <summary>
    /// Generator steps between extra sample grids, in addition to one after each epoch; 0, the default, for none.
    /// </summary>
    public int SampleEvery { get; init; }

    /// <summary>
    /// Generator steps between extra checkpoints, in addition to one after each epoch; 0, the default, for none.
    /// </summary>
    public int CheckpointEvery { get; init; }

    /// <summary>
    /// Generator steps between evaluations (<see cref="Metrics.Evaluator"/>), in addition to one after the last step;
    /// 0, the default, for no evaluation.
    /// </summary>
    public int EvaluateEvery { get; init; }

    /// <summary>
    /// Epochs from one sample grid, measurement and checkpoint to the next, 1 to 1,000,000; 1 by default. Larger values
    /// suit small data sets, whose epochs are short.
    /// </summary>
    public int SaveEpochs { get; init; } = 1;

    /// <summary>
    /// How many of the newest checkpoints a run keeps, in addition to the best; 1 to 1,000, 2 by default.
    /// </summary>
    public int Keep { get; init; } = 2;

    /// <summary>
    /// What happens when a loss, a gradient or a weight is no longer finite; by default the training stops.
    /// </summary>
    public NanResponse OnNan { get; init; }

    /// <summary>The seed of all randomness; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The range of the generator's pixels, which its last layer determines: tanh or sigmoid.</summary>
    /// <exception cref="GanSharpException">The generator ends in something else.</exception>
    public PixelRange PixelRange => new RecipeNetworks(this).PixelRange;

    /// <summary>Loads the images that the recipe trains on: <see cref="Selection"/> of its data set.</summary>
    /// <param name="directory">
    /// The folder with the data set's files; by default the embedded, cached or installed ones.
    /// </param>
    /// <param name="progress">
    /// Receives the share that has been read, from 0 to 1 and from several threads, for data sets of many files.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="GanSharpException">
    /// There is no such data set, its files are missing or damaged, or nothing is selected.
    /// </exception>
    public ImageDataset LoadData(
        string? directory = null, IProgress<double>? progress = null, CancellationToken cancellation = default
    ) => Datasets.Load(Dataset, directory, Selection, progress, cancellation);

    /// <summary>
    /// Loads the test images that match the training images: the same classes at the same size, without the limit.
    /// </summary>
    /// <inheritdoc cref="LoadData"/>
    /// <exception cref="GanSharpException">
    /// The data set has no test part, its files are missing or damaged, or nothing is selected.
    /// </exception>
    public ImageDataset LoadTestData(
        string? directory = null, IProgress<double>? progress = null, CancellationToken cancellation = default
    ) => Datasets.Load(Dataset, DatasetPart.Test, directory, Selection with { Limit = 0 }, progress, cancellation);

    /// <summary>Returns the recipe for data with that many classes: optional conditioning is decided.</summary>
    public Recipe For(int classes) =>
        Conditioning.IsOptional ? this with { Conditioning = Conditioning.For(classes) } : this;

    /// <summary>Where the recipe was read from; null if it was made in C#.</summary>
    internal RecipeSource? Source { get; init; }

    /// <summary>Checks what can be checked without data.</summary>
    /// <exception cref="GanSharpException">A setting is out of range or names something unknown.</exception>
    public void Validate()
    {
        foreach (var key in RecipeKeys.All)
            key.Set(this, key.Get(this));
        if (BatchSize % Shards != 0)
            throw Error(
                RecipeKeys.Shards,
                $"{Shards} equal parts of {BatchSize} images are not possible; write {Choices.DivisorsOf(BatchSize)}");
        CreateTerms();
        CreateAugmenter(PixelRange.SignedUnit);
    }

    /// <summary>Creates the augmentation for images of a model; null if there is none.</summary>
    /// <exception cref="GanSharpException">An entry is unknown or malformed, or does not fit the model.</exception>
    internal Augmenter? CreateAugmenter(GanModel model)
    {
        var augmenter = CreateAugmenter(model.Range);
        return augmenter?.Controller is null || model.Discriminator.Parts.HasFlag(DiscriminatorHeads.Score)
            ? augmenter
            : throw Error(
                RecipeKeys.Augment,
                "adaptive needs scores of the discriminator, which has none; leave adaptive out");
    }

    private Augmenter? CreateAugmenter(PixelRange range)
    {
        try
        {
            return Augment.Count == 0 ? null : new(Augment, range);
        }
        catch (GanSharpException error)
        {
            throw Error(RecipeKeys.Augment, error.Message);
        }
    }

    /// <summary>Creates the recipe's terms, in their initial state.</summary>
    /// <exception cref="GanSharpException">A term is unknown or malformed; the message names its line.</exception>
    internal IReadOnlyList<GanTerm> CreateTerms() => [.. Terms.Select((text, entry) =>
    {
        try
        {
            return TermCatalogue.Create(text);
        }
        catch (GanSharpException error)
        {
            throw Error(RecipeKeys.Terms, error.Message, entry);
        }
    })];

    /// <summary>
    /// Requires a valid name, for a new training or sweep. Existing runs are read and resumed under any name.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// It is empty, has more than 100 characters, or is not one line of text.
    /// </exception>
    public void RequireName()
    {
        if (RecipeName.Fault(Name) is { } fault)
            throw Error("name", fault);
    }

    /// <summary>
    /// Returns the place of a network's line for errors: <c>my.yaml:7: generator: layer line 2</c>, or <c>recipe gan:
    /// generator: layer</c> if there are no lines.
    /// </summary>
    internal string Place(string key, int line) =>
        $"{Source?.Place(key, line)}{key}: layer{(Source?.Has(key) == false ? "" : $" line {line + 1}")}";

    /// <summary>Creates an error about a key, or an entry of its list: <c>my.yaml:12: terms: ...</c>.</summary>
    internal GanSharpException Error(string key, string message, int? entry = null) =>
        new($"{Source?.Place(key, entry)}{key}: {message}");
}
