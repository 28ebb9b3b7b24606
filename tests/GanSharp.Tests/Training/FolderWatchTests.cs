using GanSharp.Training;

namespace GanSharp.Tests.Training;

public sealed class FolderWatchTests : RunFolderTest
{
    [Theory]
    [InlineData("")]
    [InlineData("checkpoints")]
    [InlineData("samples")]
    public async Task A_folder_that_is_moved_during_the_training_is_not_created_again(string part)
    {
        if (OperatingSystem.IsWindows())
            return; // which does not allow to move it
        var gone = Path.TrimEndingDirectorySeparator(Folder[$"run/{part}"]);
        (await TrainUntilGone(() => Directory.Move(gone, Folder["moved"]))).ShouldBe(
            $"{gone}: is gone; it was moved or deleted during the training, "
            + "so put it back and resume the run, or start another");
        Directory.Exists(gone).ShouldBeFalse();
    }

    [Fact]
    public async Task A_deleted_folder_is_not_created_again()
    {
        if (OperatingSystem.IsWindows())
            return;
        (await TrainUntilGone(() => Directory.Delete(Folder["run"], recursive: true))).ShouldStartWith(
            $"{Folder["run"]}: is gone; ");
        Folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_written_into_another_folder_of_the_same_name()
    {
        if (OperatingSystem.IsWindows())
            return;
        (await TrainUntilGone(() =>
        {
            Directory.Move(Folder["run"], Folder["moved"]);
            foreach (var name in (string[])["run/checkpoints", "run/samples"])
                Directory.CreateDirectory(Folder[name]);
            Folder.Write("run/.lock", [1]);
        })).ShouldStartWith($"{Folder["run"]}: is gone; ");
        Directory.GetFiles(Folder["run"], "*", SearchOption.AllDirectories).ShouldBe([Folder["run/.lock"]]);
    }

    /// <summary>The error of a run whose folder is changed after its first step.</summary>
    private async Task<string> TrainUntilGone(Action tamper)
    {
        using var run = RunFolder.Create(Folder["run"], Trainer);
        var error = await Should.ThrowAsync<GanSharpException>(async () =>
        {
            await foreach (var happened in Trainer.RunAsync())
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
