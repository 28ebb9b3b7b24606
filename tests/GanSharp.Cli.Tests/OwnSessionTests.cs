using System.Diagnostics;

namespace GanSharp.Cli.Tests;

public sealed class OwnSessionTests
{
    [Theory]
    [InlineData(ProcessPriorityClass.BelowNormal, "10")]
    [InlineData(ProcessPriorityClass.Idle, "19")]
    [InlineData(ProcessPriorityClass.Normal, "")]
    [InlineData(ProcessPriorityClass.High, "")]
    public void A_session_has_the_low_priority_of_its_process(ProcessPriorityClass priority, string written)
    {
        using var folder = new CliRunner();
        File.WriteAllText(folder["autogroup"], "");
        OwnSession.KeepPriority(priority, folder["autogroup"]);
        File.ReadAllText(folder["autogroup"]).ShouldBe(written);
        OwnSession.KeepPriority(priority, folder["none"]);
        File.Exists(folder["none"]).ShouldBeFalse();
        OwnSession.KeepPriority(priority, folder["none/autogroup"]);
    }
}
