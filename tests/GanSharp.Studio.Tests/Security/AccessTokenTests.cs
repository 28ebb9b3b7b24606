using GanSharp.Studio.Security;

namespace GanSharp.Studio.Tests.Security;

public sealed class AccessTokenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_keeps_its_token_and_only_its_owner_can_read_it()
    {
        var token = AccessToken.In(_folder["own"]);
        token.Length.ShouldBe(32);
        AccessToken.In(_folder["own"]).ShouldBe(token);
        AccessToken.In(_folder["other"]).ShouldNotBe(token);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(_folder["own/token"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("no letters and digits, but 32 ones")]
    public void A_file_that_holds_no_token_is_replaced(string text)
    {
        Directory.CreateDirectory(_folder["own"]);
        File.WriteAllText(_folder["own/token"], text);
        AccessToken.In(_folder["own"]).Length.ShouldBe(32);
    }

    [Fact]
    public void A_token_that_others_can_read_is_replaced()
    {
        if (OperatingSystem.IsWindows())
            return; // files have no such modes
        var token = AccessToken.In(_folder["own"]);
        File.SetUnixFileMode(
            _folder["own/token"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        AccessToken.In(_folder["own"]).ShouldNotBe(token);
    }
}
