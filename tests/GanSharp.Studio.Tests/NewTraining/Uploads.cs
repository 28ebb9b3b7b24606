using System.Net.Http.Json;
using System.Text.Json;
using GanSharp.IO;

namespace GanSharp.Studio.Tests.NewTraining;

/// <summary>Sends files as the page does.</summary>
internal static class Uploads
{
    /// <summary>A picture of one colour.</summary>
    public static byte[] Picture(byte red = 200, int side = 16)
    {
        var pixels = Enumerable.Range(0, side * side).SelectMany(_ => (byte[])[red, 40, 0]);
        return PngWriter.Encode(new(side, side, 3, [.. pixels]));
    }

    /// <summary>The body of a request: a line of JSON and the bytes, for each file.</summary>
    public static byte[] Body(params (string Path, byte[] Bytes)[] files) =>
    [
        .. files.SelectMany(file => (byte[])
        [
            .. JsonSerializer.SerializeToUtf8Bytes(new { path = file.Path, size = file.Bytes.Length }), (byte)'\n',
            .. file.Bytes,
        ]),
    ];

    public static async Task<int> BeginAsync(this RunningStudio studio) =>
        (await (await studio.PostAsync("/api/uploads")).Content.ReadFromJsonAsync<JsonElement>(
            TestContext.Current.CancellationToken)).GetProperty("id").GetInt32();

    public static Task<HttpResponseMessage> SendAsync(this RunningStudio studio, int id, byte[] body) =>
        studio.Client.PostAsync(
            $"/api/uploads/{id}/files", new ByteArrayContent(body), TestContext.Current.CancellationToken);

    /// <summary>Uploads files, and returns the number of the upload and what was refused.</summary>
    public static async Task<(int Id, string[] Refused)> UploadAsync(
        this RunningStudio studio, params (string Path, byte[] Bytes)[] files)
    {
        var id = await studio.BeginAsync();
        var answer = (await studio.SendAsync(id, Body(files))).EnsureSuccessStatusCode();
        var refused = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (id, [.. refused.GetProperty("refused").EnumerateArray().Select(line => line.GetString()!)]);
    }

    public static string FolderOf(this RunningStudio studio, int id) =>
        Path.Combine(studio.Options.Runs, ".studio", "uploads", $"{id:0000}");

    /// <summary>Gets JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this RunningStudio studio, string address) =>
        JsonDocument.Parse(await studio.GetAsync(address)).RootElement;

    /// <summary>Posts JSON and returns the answer.</summary>
    public static async Task<JsonElement> AskAsync(this RunningStudio studio, string address, object json) =>
        JsonDocument.Parse(await (await studio.PostAsync(address, json)).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken)).RootElement;
}
