using GanSharp.Training;

namespace GanSharp.Tests.Training;

public sealed class FolderWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Trainer _trainer = new(Tiny.Recipe, Tiny.Images());

    public void Dispose()
    {
        _trainer.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("checkpoints")]
    [InlineData("samples")]
    public async Task A_folder_that_is_moved_during_the_training_is_not_created_again(string part)
    {
        if (OperatingSystem.IsWindows())
            return; // which does not allow to move it
        var gone = Path.TrimEndingDirectorySeparator(_folder[$"run/{part}"]);
        (await TrainUntilGone(() => Directory.Move(gone, _folder["moved"]))).ShouldBe(
            $"{gone}: is gone; it was moved or deleted during the training, "
            + "so put it back and resume the run, or start another");
        Directory.Exists(gone).ShouldBeFalse();
    }

    [Fact]
    public async Task A_deleted_folder_is_not_created_again()
    {
        if (OperatingSystem.IsWindows())
            return;
        (await TrainUntilGone(() => Directory.Delete(_folder["run"], recursive: true))).ShouldStartWith(
            $"{_folder["run"]}: is gone; ");
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_written_into_another_folder_of_the_same_name()
    {
        if (OperatingSystem.IsWindows())
            return;
        (await TrainUntilGone(() =>
        {
            Directory.Move(_folder["run"], _folder["moved"]);
            foreach (var name in (string[])["run/checkpoints", "run/samples"])
                Directory.CreateDirectory(_folder[name]);
            _folder.Write("run/.lock", [1]);
        })).ShouldStartWith($"{_folder["run"]}: is gone; ");
        Directory.GetFiles(_folder["run"], "*", SearchOption.AllDirectories).ShouldBe([_folder["run/.lock"]]);
    }

    /// <summary>The error of a run whose folder is changed after its first step.</summary>
    private async Task<string> TrainUntilGone(Action tamper)
    {
        using var run = RunFolder.Create(_folder["run"], _trainer);
        var error = await Should.ThrowAsync<GanSharpException>(async () =>
        {
            await foreach (var happened in _trainer.RunAsync())
            {
                run.Write(happened);
                if (happened is StepCompleted { Step: 1 })
                    tamper();
            }
        });
        Should.Throw<GanSharpException>(run.Save).Message.ShouldBe(error.Message, "saving on cancel fails too");
        return error.Message;
    }
}
