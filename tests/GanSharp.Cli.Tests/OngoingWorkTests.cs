namespace GanSharp.Cli.Tests;

public sealed class OngoingWorkTests
{
    /// <summary>Both the timer of a signal and the command can end the process.</summary>
    [Fact]
    public async Task A_stopped_process_prints_one_line_no_matter_which_thread_ends_it()
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
