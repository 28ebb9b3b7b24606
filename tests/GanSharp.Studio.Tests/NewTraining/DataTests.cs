using System.IO.Compression;
using System.Net;
using System.Text.Json;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Studio.NewTraining;

namespace GanSharp.Studio.Tests.NewTraining;

public sealed class DataTests
{
    [Fact]
    public async Task What_was_found_in_pictures_is_told()
    {
        await using var studio = await RunningStudio.StartAsync();
        var (id, _) = await studio.UploadAsync(
        [
            .. Enumerable.Range(0, 9).Select(i => ($"pets/cats/{i}.png", Uploads.Picture((byte)(20 * i)))),
            ("pets/cats/broken.png", Uploads.Picture()[..60]),
            ("pets/dogs & <b>/big.png", Uploads.Picture(side: 40)),
            ("pets/dogs & <b>/labels.zip", [1]),
        ]);
        var data = await studio.JsonAsync($"/api/data?upload={id}");
        data.GetProperty("dataset").GetString().ShouldBe("folder");
        data.GetProperty("count").GetInt32().ShouldBe(10);
        data.GetProperty("channels").GetInt32().ShouldBe(3);
        data.GetProperty("isOneSize").GetBoolean().ShouldBeFalse();
        (data.GetProperty("shortest").GetInt32(), data.GetProperty("longest").GetInt32()).ShouldBe((16, 40));
        data.GetProperty("classes").EnumerateArray()
            .Select(each => (each.GetProperty("name").GetString(), each.GetProperty("count").GetInt32()))
            .ShouldBe([("cats", 10), ("dogs & <b>", 1)]);
        Line(data, "damaged").ShouldStartWith(Path.Combine("cats", "broken.png"));
        Line(data, "leftOut").ShouldContain(".zip file left out");
        data.ToString().ShouldNotContain(".studio"); // where the studio keeps them is of no use to anyone
        (await PicturesAsync(studio, $"upload={id}")).ShouldBe((8 * 66 + 2, 2 * 66 + 2, 3));
    }

    [Fact]
    public async Task A_zip_file_is_looked_into()
    {
        await using var studio = await RunningStudio.StartAsync();
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 3; i++)
            {
                using var file = zip.CreateEntry($"all/{i}.png").Open();
                file.Write(Uploads.Picture(side: 20));
            }
        }
        var (id, _) = await studio.UploadAsync(("pictures.zip", stream.ToArray()));
        var data = await studio.JsonAsync($"/api/data?upload={id}");
        data.GetProperty("count").GetInt32().ShouldBe(3);
        data.GetProperty("isOneSize").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_known_data_set_is_described_too()
    {
        await using var studio = await RunningStudio.StartAsync();
        var data = await studio.JsonAsync("/api/data?dataset=digits");
        data.GetProperty("count").GetInt32().ShouldBe(5000);
        data.GetProperty("classes").GetArrayLength().ShouldBe(10);
        (await PicturesAsync(studio, "dataset=digits")).ShouldBe((8 * 58 + 2, 2 * 58 + 2, 1));
        var known = (await studio.JsonAsync("/api/datasets")).EnumerateArray().ToArray();
        known[0].GetProperty("isReady").GetBoolean().ShouldBeTrue();
        known.Select(each => each.GetProperty("name").GetString()).ShouldContain("fashion-mnist");
    }

    [Fact]
    public async Task Data_that_are_not_there_are_an_error_of_the_request()
    {
        await using var studio = await RunningStudio.StartAsync();
        foreach (var query in (string[])["upload=7", "dataset=folder", "dataset=digitz", "dataset=digits&upload=1", ""])
        {
            foreach (var address in (string[])["/api/data", "/api/recipe", "/api/data/pictures.png"])
            {
                var answer = await studio.Client.GetAsync($"{address}?{query}", TestContext.Current.CancellationToken);
                answer.StatusCode.ShouldBe(
                    query == "upload=7" ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, $"{address}?{query}");
            }
        }
    }

    [Fact]
    public async Task Pictures_that_cannot_be_used_are_explained_without_paths()
    {
        await using var studio = await RunningStudio.StartAsync();
        var (id, _) = await studio.UploadAsync(
            ("train/a/1.png", Uploads.Picture()), ("test/a/1.png", Uploads.Picture()));
        var answer = await studio.Client.GetAsync($"/api/data?upload={id}", TestContext.Current.CancellationToken);
        var error = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        error.ShouldContain("choose only train");
        error.ShouldNotContain(".studio");
    }

    [Fact]
    public async Task An_upload_of_no_use_is_explained_and_deleted()
    {
        await using var studio = await RunningStudio.StartAsync();
        var zip = new MemoryStream();
        using (var writer = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            writer.CreateEntry("notes.txt");
        foreach (var (file, reason) in (((string, byte[]), string)[])
        [
            (("1.png", Uploads.Picture()),
                "There is only one picture that can be used; a hundred or more are a start."),
            (("all.zip", zip.ToArray()), "There are no pictures in it that the studio can read"),
        ])
        {
            var (id, _) = await studio.UploadAsync(file);
            var folder = studio.FolderOf(id);
            var answer = await studio.Client.GetAsync($"/api/data?upload={id}", TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            var error = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            JsonDocument.Parse(error).RootElement.GetProperty("error").GetString().ShouldBe(reason);
            Directory.Exists(folder).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_known_data_set_that_is_missing_is_downloaded_by_a_button()
    {
        var error = Should.Throw<GanSharpException>(() => Datasets.Load("mnist", "/no-such-folder"));
        error.Message.ShouldContain("gansharp data download mnist");
        DataWords.OfKnown(error.Message)
            .ShouldBe("mnist is not on this machine; press Download on the page New training");
        DataWords.OfKnown(
            "mnist: cannot be downloaded (404); put a (and b) into /c/mnist, or name their folder with --data DIR")
            .ShouldBe("mnist: cannot be downloaded (404); check the connection and press Download again");
    }

    private static string Line(JsonElement data, string key) =>
        data.GetProperty(key).EnumerateArray().ShouldHaveSingleItem().GetString()!;

    private static async Task<(int Width, int Height, int Channels)> PicturesAsync(RunningStudio studio, string query)
    {
        var png = await studio.Client.GetByteArrayAsync(
            $"/api/data/pictures.png?{query}", TestContext.Current.CancellationToken);
        using var stream = new MemoryStream(png);
        var picture = PngReader.Read(stream, "pictures.png");
        return (picture.Width, picture.Height, picture.Channels);
    }
}
