using System.Net;
using System.Text.Json;
using GanSharp.Studio.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Tests.Play;

/// <summary>"Real or forged?"</summary>
public sealed class GameTests(PlayStudio play) : IClassFixture<PlayStudio>
{
    private const int Pictures = 20;

    [Fact]
    public async Task The_player_gets_a_point_for_each_right_answer_and_learns_the_truth_at_the_end()
    {
        var game = await StartAsync("~digits");
        var (right, truth) = (0, new List<bool>());
        JsonElement said = default;
        for (var i = 0; i < Pictures; i++)
        {
            var isForged = i % 3 == 0;
            said = await play.PostAsync($"/api/games/{game}/{i}/{(isForged ? "forged" : "real")}");
            truth.Add(said.GetProperty("wasForged").GetBoolean());
            right += truth[i] == isForged ? 1 : 0;
            said.GetProperty("isRight").GetBoolean().ShouldBe(truth[i] == isForged);
            said.GetProperty("score").GetInt32().ShouldBe(right);
            said.GetProperty("answered").GetInt32().ShouldBe(i + 1);
            said.TryGetProperty("result", out _).ShouldBe(i == Pictures - 1);
        }
        truth.Count(isForged => isForged).ShouldBe(10);
        var result = said.GetProperty("result");
        result.GetProperty("pictures").EnumerateArray()
            .Select(picture => picture.GetProperty("wasForged").GetBoolean()).ShouldBe(truth);
        result.TryGetProperty("discriminator", out _).ShouldBeFalse();
        result.GetProperty("reason").GetString()!.ShouldContain("built-in");
    }

    [Fact]
    public async Task The_discriminator_of_a_run_plays_too()
    {
        var result = await PlayAsync(PlayStudio.KnownRun);
        result.GetProperty("threshold").GetString().ShouldBe("zero");
        var pictures = result.GetProperty("pictures").EnumerateArray().ToArray();
        pictures.Count(picture =>
                picture.GetProperty("discriminator").GetBoolean() == picture.GetProperty("wasForged").GetBoolean())
            .ShouldBe(result.GetProperty("discriminator").GetInt32());
    }

    [Fact]
    public async Task Nothing_tells_the_answers_before_they_are_given()
    {
        await play.PostAsync("/api/play/~digits/pictures");
        var orders = new HashSet<string>();
        for (var round = 0; round < 3; round++)
        {
            var game = await StartAsync("~digits", json =>
                json.EnumerateObject().Select(each => each.Name).ShouldBe(["id", "pictures", "state"]));
            var lengths = new HashSet<int>();
            for (var i = 0; i < Pictures; i++)
                lengths.Add((await play.BytesAsync($"/api/games/{game}/{i}.png")).Length);
            lengths.Count.ShouldBe(1);
            orders.Add(await OrderAsync(game));
        }
        orders.Count.ShouldBe(3);

        async Task<string> OrderAsync(string game)
        {
            var order = "";
            for (var i = 0; i < Pictures; i++)
            {
                var said = await play.PostAsync($"/api/games/{game}/{i}/real");
                order += said.GetProperty("wasForged").GetBoolean() ? 'f' : 'r';
            }
            return order;
        }
    }

    [Fact]
    public async Task A_game_goes_on_after_the_studio_was_started_again()
    {
        await using var first = await RunningStudio.StartAsync();
        var game = await StartAsync(first, "~digits");
        string[] answers = ["real", "forged", "forged"];
        var score = 0;
        foreach (var (i, answer) in answers.Index())
            score = (await AskAsync(first, $"/api/games/{game}/{i}/{answer}")).GetProperty("score").GetInt32();
        var picture = await first.Client.GetByteArrayAsync(
            $"/api/games/{game}/7.png", TestContext.Current.CancellationToken);

        await using var studio = await RunningStudio.StartAsync(options => options with { Runs = first.Options.Runs });
        var now = await FindAsync(studio, game);
        now.EnumerateObject().Select(each => each.Name).ShouldBe(["id", "pictures", "answered", "score"]);
        now.GetProperty("answered").GetInt32().ShouldBe(3);
        now.GetProperty("score").GetInt32().ShouldBe(score);
        (await studio.Client.GetByteArrayAsync($"/api/games/{game}/7.png", TestContext.Current.CancellationToken))
            .ShouldBe(picture);
        (await studio.PostAsync($"/api/games/{game}/0/real")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        for (var i = answers.Length; i < Pictures; i++)
            await AskAsync(studio, $"/api/games/{game}/{i}/real");
        (await FindAsync(studio, game)).GetProperty("result").GetProperty("pictures").GetArrayLength()
            .ShouldBe(Pictures);
    }

    [Fact]
    public async Task A_game_of_a_generator_that_has_changed_ends()
    {
        await using var first = await RunningStudio.StartAsync();
        var game = await StartAsync(first, "~digits");
        first.Application.Services.GetRequiredService<StudioDatabase>().Execute("UPDATE games SET digest = 'other'");
        await using var studio = await RunningStudio.StartAsync(options => options with { Runs = first.Options.Runs });
        var error = await Should.ThrowAsync<HttpRequestException>(() => FindAsync(studio, game));
        error.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/games/none/0/real", HttpStatusCode.NotFound)]
    [InlineData("/api/games/{0}/20/real", HttpStatusCode.NotFound)]
    [InlineData("/api/games/{0}/-1/real", HttpStatusCode.NotFound)]
    [InlineData("/api/games/{0}/0/perhaps", HttpStatusCode.NotFound)]
    [InlineData("/api/games/{0}/3/real", HttpStatusCode.BadRequest)]
    public async Task A_bad_answer_is_refused(string address, HttpStatusCode status)
    {
        var game = await StartAsync("~digits");
        await play.PostAsync($"/api/games/{game}/3/real");
        using var answer = await play.Client.PostAsync(
            string.Format(null, address, game), null, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Without_the_training_pictures_there_is_no_game()
    {
        using var answer = await play.Client.PostAsync(
            $"/api/play/{PlayStudio.Run}/games", null, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("not available");
    }

    private async Task<JsonElement> PlayAsync(string source)
    {
        var game = await StartAsync(source);
        JsonElement said = default;
        for (var i = 0; i < Pictures; i++)
            said = await play.PostAsync($"/api/games/{game}/{i}/real");
        return said.GetProperty("result");
    }

    private static async Task<string> StartAsync(RunningStudio studio, string source)
    {
        while (true)
        {
            var json = await AskAsync(studio, $"/api/play/{source}/games");
            if (json.TryGetProperty("id", out var id))
                return id.GetString()!;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<JsonElement> FindAsync(RunningStudio studio, string game)
    {
        while (true)
        {
            var json = JsonDocument.Parse(await studio.GetAsync($"/api/games/{game}")).RootElement;
            if (json.TryGetProperty("id", out _))
                return json;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<JsonElement> AskAsync(RunningStudio studio, string address) =>
        JsonDocument.Parse(await (await studio.PostAsync(address)).EnsureSuccessStatusCode().Content
            .ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    private async Task<string> StartAsync(string source, Action<JsonElement>? look = null)
    {
        while (true)
        {
            var json = await play.PostAsync($"/api/play/{source}/games");
            if (json.TryGetProperty("id", out var id))
            {
                look?.Invoke(json);
                return id.GetString()!;
            }
            json.GetProperty("state").GetString().ShouldBe("loading");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
