namespace GanSharp.Tests;

public class GanSharpExceptionTests
{
    [Fact]
    public void Whatever_it_quotes_it_is_a_line() =>
        new GanSharpException("file: \u001b[31ma\nb\r\0\u009b\u2028ü漢").Message.ShouldBe(
            @"file: \u001B[31ma\u000Ab\u000D\u0000\u009B\u2028ü漢");

    [Fact]
    public void Of_a_very_long_message_both_ends_are_left()
    {
        var message = new GanSharpException(
            $"file: {new string('x', 1 << 20)}: is too long", new InvalidOperationException()).Message;
        message.Length.ShouldBe(2003);
        message.ShouldStartWith("file: xxx");
        message.ShouldEndWith("xxx: is too long");
    }
}
