using GanSharp.Optim;

namespace GanSharp.Tests.Optim;

public class OptimizerTextTests
{
    public static TheoryData<string, OptimizerOptions> Forms => new()
    {
        { "adam 0.0002 0.5 0.999", new AdamOptions(2e-4, 0.5) },
        { "adam 0.0002 0.9 0.999", new AdamOptions(2e-4) },
        {
            "adam 0.1 0 0.9 epsilon 1e-6 decay 0.5",
            new AdamOptions(0.1, Beta1: 0, Beta2: 0.9, Epsilon: 1e-6, WeightDecay: 0.5)
        },
        { "adamw 0.001 0.9 0.999", new AdamOptions(1e-3, WeightDecay: 0.01, Decoupled: true) },
        { "adamw 0.001 0.9 0.999 decay 0", new AdamOptions(1e-3, Decoupled: true) },
        { "rmsprop 5e-5", new RmsPropOptions(5e-5) },
        { "rmsprop 0.1 alpha 0.9 epsilon 0.001 decay 0.2", new RmsPropOptions(0.1, 0.9, 1e-3, 0.2) },
        { "sgd 0.1", new SgdOptions(0.1) },
        { "sgd 0.1 momentum 0.9 decay 0.01", new SgdOptions(0.1, 0.9, 0.01) },
    };

    [Theory, MemberData(nameof(Forms))]
    public void Text_survives_a_round_trip(string text, OptimizerOptions options)
    {
        OptimizerText.Parse(text).ShouldBe(options);
        OptimizerText.Format(options).ShouldBe(text);
    }

    [Theory]
    [InlineData("adam 2e-4", "adam 0.0002 0.9 0.999")]
    [InlineData("adam 2e-4 0.5", "adam 0.0002 0.5 0.999")]
    [InlineData("  sgd  1e-1   decay 0.1  momentum .5 ", "sgd 0.1 momentum 0.5 decay 0.1")]
    public void Text_may_be_written_in_other_ways(string text, string same) =>
        OptimizerText.Parse(text).ShouldBe(OptimizerText.Parse(same));

    [Theory]
    [InlineData("", "there is no optimizer '' among adam, adamw, rmsprop, sgd")]
    [InlineData("adan 1e-3", "there is no optimizer 'adan' among adam, adamw, rmsprop, sgd; did you mean adam?")]
    [InlineData("adam", "'adam' lacks a learning rate; write 'adam 2e-4'")]
    [InlineData("sgd momentum 0.9", "'sgd momentum 0.9' lacks a learning rate; write 'sgd 2e-4'")]
    [InlineData("adam 0", "the learning rate 0 must be above 0")]
    [InlineData("adam NaN", "'adam NaN' lacks a learning rate; write 'adam 2e-4'")]
    [InlineData("adam Infinity", "'adam Infinity' lacks a learning rate; write 'adam 2e-4'")]
    [InlineData("adam 1e-3 1", "beta1 is 1; it must be at least 0 and below 1")]
    [InlineData("adam 1e-3 0.5 -1", "beta2 is -1; it must be at least 0 and below 1")]
    [InlineData("adam 1e-3 0.5 0.9 0.1", "'0.1' in 'adam 1e-3 0.5 0.9 0.1' is not understood")]
    [InlineData("adam 1e-3 epsilon 0", "epsilon is 0; it must be above 0")]
    [InlineData("adam 1e-3 momentum 0.9", "'momentum' in 'adam 1e-3 momentum 0.9' is not understood")]
    [InlineData("adamw 1e-3 decay", "'decay' in 'adamw 1e-3 decay' lacks its number")]
    [InlineData("adamw 1e-3 decay x", "'decay' in 'adamw 1e-3 decay x' lacks its number")]
    [InlineData("adamw 1e-3 decay -1", "the weight decay -1 must not be negative")]
    [InlineData("sgd 0.1 momentum 1", "momentum is 1; it must be at least 0 and below 1")]
    [InlineData(
        "sgd 0.1 momentum 0.5 momentum 0.6", "'momentum' in 'sgd 0.1 momentum 0.5 momentum 0.6' is not understood")]
    [InlineData("rmsprop 0.1 alpha 2", "alpha is 2; it must be at least 0 and below 1")]
    public void Bad_text_is_refused_with_the_reason(string text, string message) =>
        Should.Throw<GanSharpException>(() => OptimizerText.Parse(text)).Message.ShouldBe(message);
}
