using GanSharp.Data;
using GanSharp.Data.Pictures;

namespace GanSharp.Tests.Data.Pictures;

[Trait("Instructions", "any")]
public class PictureMemoryTests
{
    private static readonly ImageShape Grey = new(1, 2, 1), Colour = new(3, 2, 1);

    [Fact]
    public void Pictures_come_back_in_their_places()
    {
        var memory = new PictureMemory(3, Colour, "x");
        memory.Put(2, Image(3, 5, 6, 7, 8, 9, 10));
        memory.Put(0, Image(3, 1, 1, 2, 2, 3, 4));
        memory.Put(1, Image(1, 20, 30));
        var loaded = memory.Taken();
        loaded.Shape.ShouldBe(Colour);
        loaded.Kept.ShouldBe([0, 1, 2]);
        loaded.Images.ToArray().ShouldBe([1, 1, 2, 2, 3, 4, 20, 30, 20, 30, 20, 30, 5, 6, 7, 8, 9, 10]);
    }

    [Fact]
    public void Grey_pictures_before_one_with_colours_repeat_their_plane()
    {
        var memory = new PictureMemory(4, Grey, "x");
        memory.Put(3, Image(1, 7, 8));
        memory.Put(0, Image(1, 1, 2));
        memory.Put(1, Image(3, 1, 2, 3, 4, 5, 6));
        var loaded = memory.Taken();
        (loaded.Shape, loaded.Images.Count).ShouldBe((Colour, 3));
        loaded.Damaged.ShouldBe([2]);
        loaded.Images.ToArray().ShouldBe([1, 2, 1, 2, 1, 2, 1, 2, 3, 4, 5, 6, 7, 8, 7, 8, 7, 8]);
        var chosen = loaded.Images.Choose([2, 0]);
        chosen.ToArray().ShouldBe([7, 8, 7, 8, 7, 8, 1, 2, 1, 2, 1, 2]);
        chosen.Choose([1]).ToArray().ShouldBe([1, 2, 1, 2, 1, 2]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_array_is_allocated_once(int channels)
    {
        var shape = new ImageShape(channels, 64, 64);
        var image = new ImageDataset("x", new byte[shape.Count], shape);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var memory = new PictureMemory(1000, new(3, 64, 64), "x");
        for (var i = 0; i < 1000; i++)
            memory.Put(i, image);
        memory.Taken();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeInRange(1000L * shape.Count, 1020L * shape.Count);
    }

    [Fact]
    public void Most_of_the_images_are_chosen_without_copies_and_few_are_copied()
    {
        var images = new MemoryImages(new byte[1 << 20], 1 << 10);
        Allocated([.. Enumerable.Range(0, 820)]).ShouldBeLessThan(1 << 14);
        Allocated([.. Enumerable.Range(820, 204)]).ShouldBeInRange(204 << 10, 220 << 10);

        long Allocated(int[] indices)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            images.Choose(indices).Count.ShouldBe(indices.Length);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static ImageDataset Image(int channels, params byte[] bytes) => new("x", bytes, new(channels, 2, 1));
}
