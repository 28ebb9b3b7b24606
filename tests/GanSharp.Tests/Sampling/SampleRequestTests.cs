using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Tests.Sampling;

public class SampleRequestTests
{
    [Fact]
    public void By_default_there_are_sixteen_images_with_the_classes_in_turn()
    {
        var samples = new SampleRequest().Draw(Echo("a", "b", "c"));
        (samples.Count, samples.Columns).ShouldBe((16, 4));
        Labels(samples)[..5].ShouldBe([0, 1, 2, 0, 1]);
        Noise(samples).Distinct().Count().ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Each_label_has_a_row_and_a_single_one_a_square()
    {
        var two = new SampleRequest { Labels = ["c", "a"], Count = 3 }.Draw(Echo("a", "b", "c"));
        Labels(two).ShouldBe([2, 2, 2, 0, 0, 0]);
        two.Columns.ShouldBe(3);
        new SampleRequest { Labels = ["b"], Count = 9 }.Draw(Echo("a", "b", "c")).Columns.ShouldBe(3);
    }

    [Fact]
    public void A_text_has_a_row_for_each_noise_vector()
    {
        var samples = new SampleRequest { Text = "cab", Rows = 2 }.Draw(Echo("a", "b", "c"));
        Labels(samples).ShouldBe([2, 0, 1, 2, 0, 1]);
        var noise = Noise(samples);
        noise[..3].Distinct().Count().ShouldBe(1);
        noise[3..].Distinct().ShouldHaveSingleItem().ShouldNotBe(noise[0]);
    }

    [Fact]
    public void A_walk_is_the_same_for_each_class()
    {
        var samples = new SampleRequest { Interpolate = true, Count = 5 }.Draw(Echo("a", "b"));
        Labels(samples).ShouldBe([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
        Noise(samples)[5..].ShouldBe(Noise(samples)[..5]);
    }

    [Fact]
    public void Truncation_moves_the_noise_towards_its_mean()
    {
        var whole = Noise(new SampleRequest { Count = 50 }.Draw(Echo()));
        var half = Noise(new SampleRequest { Count = 50, Truncation = 0.5 }.Draw(Echo()));
        half.ShouldAllBe(value => value >= 64 && value <= 191);
        half.Zip(whole).ShouldAllBe(pair => Math.Abs(pair.First - (pair.Second + 127.5) / 2) <= 1);
    }

    [Fact]
    public void Every_code_has_a_row_in_each_class()
    {
        var latent = Latent.Parse("1 uniform 0 1 + 2 uniform 0 1");
        var samples = new SampleRequest { Codes = true, Count = 3 }.Draw(
            new(new EchoModule(), latent, new(1, 1, 2), PixelRange.Unit, ["a", "b"]));
        (samples.Count, samples.Columns).ShouldBe((12, 3));
        Labels(samples).ShouldBe([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    }

    [Fact]
    public void The_noise_comes_from_the_stream_latent()
    {
        var samples = new SampleRequest { Count = 100, Seed = 7 }.Draw(Echo());
        var expected = new RandomStream("latent", 7).Uniform([100, 3], 0, 1).ToArray<float>();
        Noise(samples).ShouldBe(Enumerable.Range(0, 100).Select(i => (byte)(expected[3 * i] * 255 + 0.5f)));
        samples.Labels.ShouldBeNull();
    }

    [Theory]
    [InlineData("B", 1)]
    [InlineData("1", 1)]
    public void Classes_have_names_and_numbers(string label, int expected) =>
        Labels(new SampleRequest { Labels = [label], Count = 1 }.Draw(Echo("a", "b"))).ShouldBe([expected]);

    [Fact]
    public void If_names_are_numbers_classes_have_no_other_numbers()
    {
        Labels(new SampleRequest { Labels = ["4"], Count = 1 }.Draw(Echo("9", "4"))).ShouldBe([1]);
        Should.Throw<GanSharpException>(() => new SampleRequest { Labels = ["1"] }.Draw(Echo("9", "4")))
            .Message.ShouldStartWith("'1' is not one of the 2 classes: 9, 4");
    }

    public static TheoryData<SampleRequest, string> Impossible => new()
    {
        { new() { Count = 0 }, "count is 0; it must be 1 to 1000000" },
        { new() { Count = 1_000_001 }, "count is 1000001" },
        { new() { Rows = -1 }, "rows is -1" },
        { new() { Text = "" }, "text is empty" },
        { new() { Text = "a", Labels = ["a"] }, "exclude each other" },
        { new() { Rows = 2, Count = 2 }, "count cannot be combined with text or rows" },
        { new() { Interpolate = true, Rows = 2 }, "interpolate cannot be combined with" },
        { new() { Interpolate = true, Count = 1 }, "at least 2" },
        { new() { Codes = true, Text = "a" }, "codes cannot be combined with" },
        { new() { Codes = true, Interpolate = true }, "choose one" },
        { new() { Codes = true }, "this generator's noise, 3 uniform 0 1, has no codes to walk along" },
        { new() { Truncation = 0 }, "truncation is 0; it must be above 0 and at most 1" },
        { new() { Truncation = 1.5 }, "truncation is 1.5" },
        { new() { Truncation = double.NaN }, "truncation is NaN" },
        { new() { Labels = ["a", "b"], Count = 1_000_000 }, "2000000 images are too many" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_request_is_refused(SampleRequest request, string message) =>
        Should.Throw<GanSharpException>(() => request.Draw(Echo("a", "b"))).Message.ShouldContain(message);

    [Fact]
    public void An_unconditional_generator_refuses_labels() =>
        Should.Throw<GanSharpException>(() => new SampleRequest { Labels = ["1"] }.Draw(Echo()))
            .Message.ShouldContain("trained without classes");

    [Fact]
    public void Pictures_have_a_largest_size()
    {
        var plan = new SampleRequest { Count = 1_000_000 }.Plan(Echo());
        plan.CheckPicture(1);
        Should.Throw<GanSharpException>(() => plan.CheckPicture(16)).Message.ShouldContain("more than 100000000");
        Should.Throw<GanSharpException>(() => plan.CheckPicture(17)).Message.ShouldBe("zoom is 17; it must be 1 to 16");
    }

    [Fact]
    public void A_film_starts_with_the_picture_and_moves_every_image()
    {
        var request = new SampleRequest { Labels = ["b", "a"], Count = 2 };
        var film = request.Plan(Echo("a", "b")).DrawFilm(new() { Frames = 12, Keys = 3 });
        film.Frames.Count.ShouldBe(12);
        film.Frames[0].Pixels.ShouldBe(request.Draw(Echo("a", "b")).Pixels);
        film.Frames.ShouldAllBe(frame => frame.Columns == 2 && Labels(frame).SequenceEqual(new[] { 1, 1, 0, 0 }));
        for (var image = 0; image < 4; image++)
            film.Frames.Select(frame => Noise(frame)[image]).Distinct().Count().ShouldBeGreaterThan(6);
    }

    [Fact]
    public void Rows_of_a_film_have_the_same_noise_in_each_class()
    {
        var film = new SampleRequest { Rows = 1 }.Plan(Echo("a", "b", "c")).DrawFilm(new() { Frames = 5, Keys = 2 });
        film.Frames.ShouldAllBe(frame => Noise(frame).Distinct().Count() == 1);
    }

    [Fact]
    public void An_impossible_film_is_refused()
    {
        Refused(new(), new() { Keys = 1 }, "keys is 1; it must be 2 to 10000");
        Refused(new(), new() { Frames = 5, Keys = 6 }, "frames is 5, fewer than the 6 keys");
        Refused(new(), new() { Rate = 51 }, "rate is 51; it must be 1 to 50");
        Refused(new() { Interpolate = true }, new(), "a film is a walk itself");
        Refused(new() { Count = 10_000 }, new() { Frames = 10_000 }, "are too many for the memory");

        static void Refused(SampleRequest request, FilmRequest film, string message) =>
            Should.Throw<GanSharpException>(() => request.Plan(Echo()).DrawFilm(film)).Message.ShouldContain(message);
    }

    private static Sampler Echo(params string[] classes) =>
        new(new EchoModule(), new Latent(3, new UniformNoise(0, 1)), new(1, 1, 2), PixelRange.Unit, classes);

    private static byte[] Noise(SampleSet samples) => [.. samples.Pixels.Where((_, i) => i % 2 == 0)];

    /// <summary>The labels that the generator received, which are also those of the set.</summary>
    private static int[] Labels(SampleSet samples)
    {
        var told = samples.Pixels.Where((_, i) => i % 2 == 1).Select(pixel => (int)pixel).ToArray();
        samples.Labels.ShouldBe(told);
        return told;
    }

    /// <summary>Two pixels: the first number of the noise, and the label in steps of 1/255.</summary>
    private sealed class EchoModule : Module
    {
        public override Tensor Forward(Tensor x, Pass pass)
        {
            var noise = x.ToArray<float>();
            return Tensor.From(
                [
                    .. Enumerable
                        .Range(0, x.Shape[0])
                        .SelectMany(i => new[] { noise[3 * i], (pass.Labels?[i] ?? 0) / 255f }),
                ],
                [x.Shape[0], 1, 1, 2]);
        }

        public override Shape OutputShape(Shape input) => [1, 1, 2];
    }
}
