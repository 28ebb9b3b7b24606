using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>
/// An endless stream of shuffled batches. Every epoch has its own order and ⌊images / batch size⌋ batches; the few
/// images left over differ from epoch to epoch. If batches are large or read from a disk, a background task prepares
/// the next one while one is in use; this does not change the results.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
public sealed class DataLoader : IDisposable
{
    // Filling a batch of up to this many pixels from memory is faster than starting a background task.
    private const int FewPixels = 1 << 17;

    private readonly ImageDataset _data;
    private readonly int _batchSize;
    private readonly PixelRange _range;
    private readonly Func<int, int[]> _orderOf;
    private readonly Shard _shard;

    // The state of the batch to prepare next. While a background task runs, only that task uses it.
    private int _epoch, _index, _orderedEpoch = -1;
    private int[] _order = [];

    private long _position;
    private Batch _inUse;
    private Task<Batch> _next;
    private bool _disposed;

    /// <summary>Creates a loader at the start of epoch 0.</summary>
    /// <param name="data">The images.</param>
    /// <param name="batchSize">Images per batch, from 1 to the number of images.</param>
    /// <param name="range">The range of pixel values: that of the generator's output.</param>
    /// <param name="order">
    /// The stream for shuffling. It does not advance: epoch e starts e·2³² past its position, so any epoch can be
    /// repeated.
    /// </param>
    /// <param name="shard">The part of each batch to load; the whole by default.</param>
    /// <exception cref="GanSharpException">The batch size is below 1 or exceeds the number of images.</exception>
    public DataLoader(ImageDataset data, int batchSize, PixelRange range, RandomStream order, Shard? shard = null)
        : this(data, batchSize, range, OrderFrom(order, data), shard) { }

    internal DataLoader(
        ImageDataset data, int batchSize, PixelRange range, Func<int, int[]> orderOf, Shard? shard = null)
    {
        RequireBatch(data, batchSize);
        (_data, _batchSize, _range, _orderOf, _shard) = (data, batchSize, range, orderOf, shard ?? Shard.Whole);
        BatchesPerEpoch = data.Count / batchSize;
        _inUse = NewBatch();
        _next = Prepare(NewBatch());

        Batch NewBatch() => new(batchSize / _shard.Count, data.ImageShape, data.Labels is not null);
    }

    /// <summary>Requires that there are enough images for a batch, before other long work.</summary>
    /// <exception cref="GanSharpException">The batch size is below 1 or exceeds the number of images.</exception>
    public static void RequireBatch(ImageDataset data, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (batchSize < 1)
            throw new GanSharpException($"batch size {batchSize} is not possible; choose 1 to {data.Count}");
        if (batchSize > data.Count)
            throw new GanSharpException(
                $"batch size {batchSize} exceeds the {Plural.Of(data.Count, "image")} of {data.Name}; "
                + $"choose 1 to {data.Count}");
    }

    /// <summary>Number of batches per epoch.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>
    /// Number of batches returned so far. Setting it moves the loader there; the last returned batch stays valid.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or its epoch does not exist.</exception>
    public long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value / BatchesPerEpoch, int.MaxValue - 1, nameof(value));
            var spare = _next.GetAwaiter().GetResult();
            (_epoch, _index) = ((int)(value / BatchesPerEpoch), (int)(value % BatchesPerEpoch));
            _next = Prepare(spare);
            _position = value;
        }
    }

    /// <summary>Returns the next batch. This invalidates the previous one, whose memory is reused.</summary>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public Batch Next()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var ready = _next.GetAwaiter().GetResult();
        _next = Prepare(_inUse);
        _position++;
        return _inUse = ready;
    }

    /// <summary>Waits for the background task to end.</summary>
    public void Dispose()
    {
        _disposed = true;
        WaitUntilPrepared();
    }

    /// <summary>Waits for the batch in preparation and ignores its failure.</summary>
    internal void WaitUntilPrepared() =>
        ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();

    private Task<Batch> Prepare(Batch batch)
    {
        var work = new Task<Batch>(() => PrepareNow(batch));
        if (_data.IsInMemory && batch.Pixels.Length <= FewPixels)
            work.RunSynchronously();
        else
            work.Start(TaskScheduler.Default);
        return work;
    }

    private Batch PrepareNow(Batch batch)
    {
        if (_orderedEpoch != _epoch)
            (_order, _orderedEpoch) = (_orderOf(_epoch), _epoch);
        var count = batch.Shape[0];
        Fill(batch, _order.AsSpan(_index * _batchSize + _shard.Index * count, count));
        (batch.Epoch, batch.Index) = (_epoch, _index);
        (_epoch, _index) = _index + 1 < BatchesPerEpoch ? (_epoch, _index + 1) : (_epoch + 1, 0);
        return batch;
    }

    private void Fill(Batch batch, ReadOnlySpan<int> chosen)
    {
        var size = _data.ImageShape.Count;
        for (var i = 0; i < chosen.Length; i++)
        {
            _range.ToFloats(_data.Image(chosen[i]), batch.Pixels.AsSpan(i * size, size));
            if (_data.Labels is { } labels)
                batch.Labels[i] = labels[chosen[i]];
        }
    }

    private static Func<int, int[]> OrderFrom(RandomStream order, ImageDataset data)
    {
        var start = order.Position;
        return epoch => new RandomStream(order.Name, order.Seed)
        {
            Position = start + ((ulong)epoch << 32),
        }.Permutation(data.Count);
    }
}
