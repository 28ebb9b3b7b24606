using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Tests.Security;

public sealed class AccessGuardTests
{
    [Fact]
    public async Task A_studio_listens_on_this_machine_alone()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.Application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .ShouldAllBe(address => IPAddress.IsLoopback(IPAddress.Parse(new Uri(address).Host)));
    }

    [Fact]
    public async Task The_link_gives_the_browser_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var stranger = studio.Stranger();
        var answer = await stranger.GetAsync(
            studio.Link.Replace("/?", "/play?seed=3&"), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldBe("/play?seed=3");
        answer.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant()
            .ShouldSatisfyAllConditions(
                cookie => cookie.ShouldContain("httponly"), cookie => cookie.ShouldContain("samesite=strict"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?token=")]
    [InlineData("/?token=wrong-wrong-wrong-wrong")]
    [InlineData("/api/runs")]
    [InlineData("/assets/x/shell.js")]
    public async Task Nothing_is_shown_without_the_token(string address)
    {
        await using var studio = await RunningStudio.StartAsync();
        using var stranger = studio.Stranger();
        var answer = await stranger.GetAsync(address, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .ShouldBe("GanSharp: open the link that gansharp studio printed; it has the token\n");
    }

    /// <summary>A page of another site, whose name leads to this machine (DNS rebinding).</summary>
    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost")] // without the port
    [InlineData("localhost:1")]
    [InlineData("localhost.evil.example")]
    public async Task Another_name_of_this_machine_is_refused_even_with_the_token(string host)
    {
        await using var studio = await RunningStudio.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };
        (await studio.Client.SendAsync(request, TestContext.Current.CancellationToken))
            .StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task Another_site_changes_nothing_even_with_the_cookie(string? origin)
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        studio.Client.DefaultRequestHeaders.Remove("Origin");
        if (origin is not null)
            studio.Client.DefaultRequestHeaders.Add("Origin", origin);
        (await studio.PostAsync("/api/runs/0001-tiny/delete")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Directory.Exists(Path.Combine(studio.Options.Runs, "0001-tiny")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nothing")]
    [InlineData("/api/runs")]
    public async Task Every_answer_keeps_the_page_to_itself(string address)
    {
        await using var studio = await RunningStudio.StartAsync();
        var answer = await studio.Client.GetAsync(address, TestContext.Current.CancellationToken);
        answer.Headers.GetValues("Content-Security-Policy").Single()
            .ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self';");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
