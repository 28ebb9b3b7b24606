using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public class DiskTroubleTests
{
    [Fact]
    public void A_file_beyond_the_limit_of_the_system_is_an_error_with_its_name()
    {
        // The runtime throws this for EFBIG.
        const string message = "Specified file length was too large for the file system.";
        var cause = new ArgumentOutOfRangeException("value", message);
        var error = Should.Throw<GanSharpException>(() => OutputFile.Write("folder/file", () => throw cause));
        error.Message.ShouldBe(
            "folder/file: cannot be written (the file would be larger than the system allows; see ulimit -f); "
            + "choose another path, or check space and permissions");
        error.InnerException.ShouldBeOfType<IOException>().HResult.ShouldBe(27);
    }

    [Fact]
    public void A_taken_name_is_recognised_even_after_it_is_free_again()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("claim", []);
        var error = Should.Throw<IOException>(() => File.Open(path, FileMode.CreateNew));
        File.Delete(path);
        DiskTrouble.IsTaken(error).ShouldBeTrue();
        DiskTrouble.IsTaken(Should.Throw<FileNotFoundException>(() => File.OpenRead(path))).ShouldBeFalse();
    }

    [Fact]
    public void Programming_errors_are_not_turned_into_file_errors() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            OutputFile.Write("file", () => throw new ArgumentOutOfRangeException("count")));
}
