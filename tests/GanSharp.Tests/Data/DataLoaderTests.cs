using GanSharp.Data;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public class DataLoaderTests
{
    // Image i is a single pixel of value i; its label is i % 7.
    private static readonly ImageDataset Data = new(
        "numbers",
        [.. Enumerable.Range(0, 100).Select(i => (byte)i)],
        new(1, 1, 1),
        [.. Enumerable.Range(0, 100).Select(i => (byte)(i % 7))]);

    [Fact]
    public void Every_epoch_shows_each_image_at_most_once_in_whole_batches()
    {
        using var loader = Loader(batchSize: 30);
        loader.BatchesPerEpoch.ShouldBe(3);

        var epochs = Take(loader, 6)
            .Chunk(3)
            .Select(batches => batches.SelectMany(images => images).ToArray())
            .ToArray();

        epochs.ShouldAllBe(shown => shown.Distinct().Count() == 90);
        epochs[0].ShouldNotBe(epochs[1]);
    }

    [Fact]
    public void A_batch_size_that_divides_the_data_shows_every_image()
    {
        using var loader = Loader(batchSize: 25);
        Take(loader, 4).SelectMany(images => images).Order().ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public void Batches_know_their_epoch_and_index()
    {
        using var loader = Loader(batchSize: 40);
        Enumerable.Range(0, 5).Select(_ => loader.Next()).Select(batch => (batch.Epoch, batch.Index))
            .ShouldBe([(0, 0), (0, 1), (1, 0), (1, 1), (2, 0)]);
    }

    [Fact]
    public void The_seed_and_the_position_decide_the_order()
    {
        int[][] Order(long seed, ulong position = 0)
        {
            using var loader = new DataLoader(
                Data, 10, PixelRange.Unit, new RandomStream("order", seed) { Position = position });
            return Take(loader, 25);
        }

        Order(seed: 1).ShouldBe(Order(seed: 1));
        Order(seed: 1).ShouldNotBe(Order(seed: 2));
        // An epoch can be repeated without replaying those before it.
        Order(seed: 1, position: 1UL << 32)[..10].ShouldBe(Order(seed: 1)[10..20]);
    }

    [Fact]
    public void Batches_do_not_depend_on_timing()
    {
        using var eager = Loader(batchSize: 7);
        var expected = Take(eager, 60);

        using var patient = Loader(batchSize: 7);
        for (var i = 0; i < 60; i++)
        {
            var batch = patient.Next();
            patient.WaitUntilPrepared();
            Images(batch).ShouldBe(expected[i]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    public void A_loader_can_continue_from_any_batch(int position)
    {
        using var whole = Loader(batchSize: 30);
        var expected = Take(whole, 15);
        whole.Position.ShouldBe(15);

        using var loader = Loader(batchSize: 30);
        foreach (var taken in (int[])[0, 1, 5])
        {
            Take(loader, taken);
            loader.Position = position;
            Take(loader, 15 - position).ShouldBe(expected[position..]);
        }
        foreach (var none in (long[])[-1, long.MaxValue])
            Should.Throw<ArgumentOutOfRangeException>(() => loader.Position = none);
        loader.Position.ShouldBe(15);
    }

    [Fact]
    public void Labels_stay_with_their_images()
    {
        using var loader = Loader(batchSize: 16);
        for (var i = 0; i < 20; i++)
        {
            var batch = loader.Next();
            batch.Labels.ShouldBe(Images(batch).Select(image => image % 7));
        }
    }

    [Fact]
    public void Pixels_have_the_range_and_the_shape()
    {
        var data = new ImageDataset("one", [0, 255, 51, 102, 153, 204], new(3, 1, 2));
        using var loader = new DataLoader(data, 1, PixelRange.SignedUnit, new RandomStream("order", 0));

        var batch = loader.Next();

        batch.Labels.ShouldBeEmpty();
        batch.ToTensor().Shape.ShouldBe([1, 3, 1, 2]);
        batch.Pixels.ShouldBe([-1, 1, -0.6f, -0.2f, 0.2f, 0.6f], tolerance: 1e-6);
    }

    [Fact]
    public void A_steady_loop_reuses_two_batches()
    {
        using var loader = Loader(batchSize: 10);
        Enumerable.Range(0, 50).Select(_ => loader.Next()).Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData(0, "batch size 0 is not possible; choose 1 to 100")]
    [InlineData(101, "batch size 101 exceeds the 100 images of numbers; choose 1 to 100")]
    public void Impossible_batch_sizes_are_refused(int size, string message) =>
        Should.Throw<GanSharpException>(() => Loader(size)).Message.ShouldBe(message);

    [Fact]
    public void A_failure_in_the_background_reaches_the_caller()
    {
        using var loader = new DataLoader(
            Data, 100, PixelRange.Unit,
            epoch => epoch < 2 ? [.. Enumerable.Range(0, 100)] : throw new TimeoutException("epoch 2"));
        loader.Next();
        loader.Next();
        Should.Throw<TimeoutException>(() => loader.Next()).Message.ShouldBe("epoch 2");
        Should.Throw<TimeoutException>(() => loader.Next());
    }

    [Fact]
    public void A_loader_can_be_disposed_at_any_time()
    {
        for (var taken = 0; taken < 20; taken++)
        {
            var loader = Loader(batchSize: 30);
            Take(loader, taken);
            loader.Dispose();
            loader.Dispose();
            Should.Throw<ObjectDisposedException>(() => loader.Next());
        }
    }

    private static DataLoader Loader(int batchSize) =>
        new(Data, batchSize, PixelRange.Unit, new RandomStream("order", 1));

    private static int[][] Take(DataLoader loader, int batches) =>
        [.. Enumerable.Range(0, batches).Select(_ => Images(loader.Next()))];

    private static int[] Images(Batch batch) => [.. batch.Pixels.Select(pixel => (int)MathF.Round(pixel * 255))];
}
