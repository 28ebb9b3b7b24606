using GanSharp.Studio.NewTraining;

namespace GanSharp.Studio.Tests.NewTraining;

public sealed class UploadPathTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("cats//1.png")]
    [InlineData("cats/")]
    [InlineData("..")]
    [InlineData("../1.png")]
    [InlineData("cats/../../1.png")]
    [InlineData("./1.png")]
    [InlineData(".used")]
    [InlineData("cats/.hidden/1.png")]
    [InlineData("..\\..\\1.png")]
    [InlineData("C:\\1.png")]
    [InlineData("cats\0.png")]
    [InlineData("cats\n.png")]
    [InlineData("cats\u009b.png")]
    [InlineData("cats\ufffd.png")]
    [InlineData("CON")]
    [InlineData("nul.png")]
    [InlineData("cats/com1.tar.png")]
    [InlineData("LPT9 .png")]
    [InlineData("1/2/3/4/5/6/7/8/9.png")]
    public void A_path_that_is_not_made_of_plain_names_is_refused(string path) =>
        Should.Throw<GanSharpException>(() => UploadPath.Parse(path)).Message.Length.ShouldBeGreaterThan(10);

    [Fact]
    public void A_long_path_is_refused()
    {
        Should.Throw<GanSharpException>(() => UploadPath.Parse(new string('a', 1001)));
        Should.Throw<GanSharpException>(() => UploadPath.Parse($"cats/{new string('花', 86)}.png"));
        UploadPath.Parse($"cats/{new string('花', 83)}.png").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("1.png")]
    [InlineData("cats/1.png")]
    [InlineData("猫 und Hunde/é (1).png")]
    [InlineData("%2e%2e/1.png")]
    [InlineData("con artists/1.png")]
    [InlineData("1/2/3/4/5/6/7/8.png")]
    public void A_plain_path_is_split_at_its_slashes(string path) =>
        string.Join('/', UploadPath.Parse(path)).ShouldBe(path);

    [Theory]
    [InlineData("1.PNG", true)]
    [InlineData("cats.zip", true)]
    [InlineData("labels.csv", true)]
    [InlineData("train-images-idx3-ubyte", true)]
    [InlineData("film.mp4", false)]
    [InlineData("png", false)]
    [InlineData("run.sh", false)]
    public void Only_files_of_data_sets_are_useful(string name, bool isUseful) =>
        UploadPath.IsUseful(name).ShouldBe(isUseful);
}
