namespace GanSharp.Cli.Tests;

public sealed class OngoingWorkTests
{
    /// <summary>The signal's timer and the command can both end the process: seen once in forty with SIGTERM.</summary>
    [Fact]
    public async Task A_stopped_process_says_one_line_whoever_ends_it()
    {
        using var error = new StringWriter();
        var environment = new CliEnvironment(
            "", TextWriter.Null, error, null, TimeProvider.System,
            (_, _, _) => throw new OperationCanceledException());
        environment.Work.TryEnd().ShouldBeTrue();
        environment.Work.TryEnd().ShouldBeFalse();
        (await Tool.RunAsync(["train", "no-such-recipe"], environment)).ShouldBe(2);
        error.ToString().ShouldBeEmpty();
    }
}
