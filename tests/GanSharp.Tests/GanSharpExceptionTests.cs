namespace GanSharp.Tests;

public class GanSharpExceptionTests
{
    [Fact]
    public void A_message_is_always_one_line() =>
        new GanSharpException("file: \u001b[31ma\nb\r\0\u009b\u2028ü漢").Message.ShouldBe(
            @"file: \u001B[31ma\u000Ab\u000D\u0000\u009B\u2028ü漢");

    [Fact]
    public void A_very_long_message_keeps_both_ends()
    {
        var message = new GanSharpException(
            $"file: {new string('x', 1 << 20)}: is too long", new InvalidOperationException()).Message;
        message.Length.ShouldBe(2003);
        message.ShouldStartWith("file: xxx");
        message.ShouldEndWith("xxx: is too long");
    }
}
