using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public class AnimationTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_last_frame_can_have_its_own_delay()
    {
        Bitmap[] frames = [Frame(1, 1, 1), Frame(1, 1, 1), Frame(1, 1, 1)];
        Delays(new(frames, Second, 3 * Second)).ShouldBe([100, 100, 300]);
        Delays(new([frames[0]], Second, 2 * Second)).ShouldBe([200]);

        static int[] Delays(Animation animation) => [.. animation.Frames.Select((_, i) => animation.DelayOf(i, 100))];
    }

    [Theory]
    [InlineData(26, 100, new[] { 3, 2, 3 })]
    [InlineData(100 / 3.0, 100, new[] { 3, 4, 3 })]
    [InlineData(100 / 3.0, 1000, new[] { 33, 34, 33 })]
    [InlineData(20, 100, new[] { 2, 2, 2 })]
    public void Delays_are_rounded_so_that_their_sum_is_right(double milliseconds, int perSecond, int[] delays)
    {
        var animation = new Animation(
            [Frame(1, 1, 1), Frame(1, 1, 1), Frame(1, 1, 1)], TimeSpan.FromMilliseconds(milliseconds));
        delays.Index().ShouldAllBe(each => animation.DelayOf(each.Index, perSecond) == each.Item);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    [InlineData(655_351)]
    [InlineData(-20)]
    public void Delays_out_of_range_are_refused(int milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        Should
            .Throw<ArgumentException>(() => new Animation([Frame(1, 1, 1)], time))
            .Message.ShouldContain("0.02 to 655.35 s");
        Should.Throw<ArgumentException>(() => new Animation([Frame(1, 1, 1)], Second, time));
    }

    [Fact]
    public void There_must_be_frames_of_one_size()
    {
        Should.Throw<ArgumentException>(() => new Animation([], Second)).Message.ShouldContain("no frame");
        foreach (var other in (Bitmap[])[Frame(3, 2, 1), Frame(2, 3, 1), Frame(2, 2, 3)])
            Should
                .Throw<ArgumentException>(() => new Animation([Frame(2, 2, 1), other], Second))
                .Message.ShouldContain("frames of 2×2×1 and of");
    }

    private static Bitmap Frame(int width, int height, int channels) =>
        new(width, height, channels, new byte[width * height * channels]);
}
