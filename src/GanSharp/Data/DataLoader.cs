using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>
/// An endless stream of shuffled batches. Every epoch has its own order and ⌊images / batch size⌋ batches, so that the
/// few images left over differ from epoch to epoch. While a batch of many pixels is in use the next is prepared in the
/// background; what comes is the same in any case. For one thread at a time.
/// </summary>
public sealed class DataLoader : IDisposable
{
    // What takes less time than it takes another thread to begin, and does not crowd out a thread that computes.
    private const int FewPixels = 1 << 17;

    private readonly ImageDataset _data;
    private readonly PixelRange _range;
    private readonly Func<int, int[]> _orderOf;

    // Of the batch prepared next; only the background work touches them while it goes on, and one piece of it at a
    // time.
    private int _epoch, _index, _orderedEpoch = -1;
    private int[] _order = [];

    private long _position;
    private Batch _inUse;
    private Task<Batch> _next;
    private bool _disposed;

    /// <summary>Batches of <paramref name="batchSize"/> images, beginning with epoch 0.</summary>
    /// <param name="data">The images.</param>
    /// <param name="batchSize">Images per batch, from 1 to the number of images.</param>
    /// <param name="range">The range of the pixels: that of the generator's output.</param>
    /// <param name="order">
    /// Where the order comes from. It is not advanced: epoch e is shuffled from e·2³² past its position, so that any
    /// epoch can be returned to.
    /// </param>
    /// <exception cref="GanSharpException">There are fewer images than a batch takes, or it takes none.</exception>
    public DataLoader(ImageDataset data, int batchSize, PixelRange range, RandomStream order)
        : this(data, batchSize, range, OrderFrom(order, data)) { }

    internal DataLoader(ImageDataset data, int batchSize, PixelRange range, Func<int, int[]> orderOf)
    {
        if (batchSize < 1)
            throw new GanSharpException($"batch size {batchSize} is not possible; choose 1 to {data.Count}");
        if (batchSize > data.Count)
            throw new GanSharpException(
                $"batch size {batchSize} exceeds the {Counts.Of(data.Count, "image")} of {data.Name}; choose 1 to {data.Count}");
        (_data, _range, _orderOf) = (data, range, orderOf);
        BatchesPerEpoch = data.Count / batchSize;
        _inUse = NewBatch();
        _next = Prepare(NewBatch());

        Batch NewBatch() => new(batchSize, data.ImageShape, data.Labels is not null);
    }

    /// <summary>Batches that make an epoch.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>
    /// Batches returned so far. Setting it continues from there; the batch returned last stays valid.
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

    /// <summary>The next batch. The one returned before is reused from here on.</summary>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public Batch Next()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var ready = _next.GetAwaiter().GetResult();
        _next = Prepare(_inUse);
        _position++;
        return _inUse = ready;
    }

    /// <summary>Waits until the background work has ended.</summary>
    public void Dispose()
    {
        _disposed = true;
        WaitUntilPrepared();
    }

    /// <summary>Waits for the batch in preparation, whether that fails or not.</summary>
    internal void WaitUntilPrepared() =>
        ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();

    private Task<Batch> Prepare(Batch batch)
    {
        var work = new Task<Batch>(() => PrepareNow(batch));
        if (batch.Pixels.Length <= FewPixels)
            work.RunSynchronously();
        else
            work.Start(TaskScheduler.Default);
        return work;
    }

    private Batch PrepareNow(Batch batch)
    {
        if (_orderedEpoch != _epoch)
            (_order, _orderedEpoch) = (_orderOf(_epoch), _epoch);
        Fill(batch, _order.AsSpan(_index * batch.Shape[0], batch.Shape[0]));
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
        return epoch =>
            new RandomStream(order.Name, order.Seed) { Position = start + ((ulong)epoch << 32) }.Permutation(
                data.Count);
    }
}
