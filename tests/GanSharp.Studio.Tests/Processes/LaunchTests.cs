using System.Diagnostics;
using GanSharp.Studio.Processes;

namespace GanSharp.Studio.Tests.Processes;

public sealed class LaunchTests : IDisposable
{
    private readonly Process _process = Process.Start(new ProcessStartInfo("cat") { RedirectStandardInput = true })!;

    public void Dispose()
    {
        End();
        _process.Dispose();
    }

    [Fact]
    public void A_process_runs_until_it_ends()
    {
        var launch = Launched();
        launch.IsRunning.ShouldBeTrue();
        End();
        launch.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public void A_process_that_ended_before_its_start_was_read_does_not_run()
    {
        End();
        Launched().IsRunning.ShouldBeFalse();
    }

    [Fact]
    public void A_later_process_with_the_same_number_is_another_one()
    {
        (Launched() with { Started = "2026-01-01T00:00:00.0000000Z" }).IsRunning.ShouldBeFalse();
        (Launched() with { Started = "" }).IsRunning.ShouldBeFalse();
    }

    private Launch Launched() => new("0001-tiny", null, [], _process.Id, Launch.StartOf(_process));

    private void End()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
    }
}
