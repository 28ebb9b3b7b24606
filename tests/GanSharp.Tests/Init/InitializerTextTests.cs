using GanSharp.Init;

namespace GanSharp.Tests.Init;

public class InitializerTextTests
{
    [Theory]
    [InlineData("normal 0.02")]
    [InlineData("normal 1e-5")]
    [InlineData("fan-in-normal")]
    [InlineData("fan-in-uniform")]
    [InlineData("xavier-uniform")]
    [InlineData("equalized")]
    [InlineData("fixup 0.2")]
    public void Text_survives_a_round_trip(string text) =>
        InitializerText.Format(InitializerText.Parse(text)).ShouldBe(text);

    [Fact]
    public void Each_form_gives_its_initialiser()
    {
        InitializerText.Parse(" normal  0.5 ").ShouldBe(new NormalInit(0.5));
        InitializerText.Parse("fan-in-normal").ShouldBe(new FanInNormalInit());
        InitializerText.Parse("fan-in-uniform").ShouldBe(new FanInUniformInit());
        InitializerText.Parse("xavier-uniform").ShouldBe(new XavierUniformInit());
        InitializerText.Parse("fixup 0.2").ShouldBe(new FixupInit(0.2));
    }

    [Theory]
    [InlineData("normal x", "'x' is not a standard deviation; write a number above 0, such as 'normal 0.02'")]
    [InlineData("normal 0", "'0' is not a standard deviation; write a number above 0, such as 'normal 0.02'")]
    [InlineData("normal NaN", "'NaN' is not a standard deviation; write a number above 0, such as 'normal 0.02'")]
    [InlineData(
        "xavier-unifrom",
        "there is no initialiser 'xavier-unifrom' among fan-in-uniform, fan-in-normal, xavier-uniform, equalized, "
        + "normal 0.02, fixup 0.2; "
        + "did you mean xavier-uniform?")]
    [InlineData(
        "normal",
        "there is no initialiser 'normal' among fan-in-uniform, fan-in-normal, xavier-uniform, equalized, "
        + "normal 0.02, fixup 0.2; "
        + "did you mean normal 0.02?")]
    [InlineData(
        "",
        "there is no initialiser '' among fan-in-uniform, fan-in-normal, xavier-uniform, equalized, "
        + "normal 0.02, fixup 0.2")]
    [InlineData(
        "fixup 2", "'2' is not the slope of a leaky-relu; write a number from 0 to 1, such as 'fixup 0.2'")]
    [InlineData(
        "fixup x", "'x' is not the slope of a leaky-relu; write a number from 0 to 1, such as 'fixup 0.2'")]
    public void Bad_text_is_refused_with_the_reason(string text, string message) =>
        Should.Throw<GanSharpException>(() => InitializerText.Parse(text)).Message.ShouldBe(message);
}
