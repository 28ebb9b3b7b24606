using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GanSharp.Studio.Tests;

public sealed class ErrorResponsesTests
{
    private static readonly StringWriter Unused = new();

    [Fact]
    public async Task A_fault_is_answered_and_its_method_path_and_message_are_one_line()
    {
        using var errors = new StringWriter();
        await using var studio = await RunningStudio.StartAsync(
            options => options with { Errors = errors }, AddFaults);
        var page = await studio.Client.GetAsync("/fault?token=secret", TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        html.ShouldContain("something went wrong in the studio");
        html.ShouldNotContain("sky");
        var api = await studio.PostAsync("/api/fault/a%0Ab");
        api.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        JsonDocument.Parse(await api.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement
            .GetProperty("error").GetString()!.ShouldStartWith("something went wrong in the studio");
        errors.ToString().Split(errors.NewLine).ShouldBe(
        [
            "GET /fault: InvalidOperationException: the sky fell",
            "POST /api/fault/a%0Ab: InvalidOperationException: the sky fell",
            "",
        ]);
    }

    [Fact]
    public async Task The_page_of_a_fault_is_in_the_language_of_its_reader()
    {
        await using var studio = await RunningStudio.StartAsync(
            options => options with { Errors = Unused }, AddFaults);
        var page = await studio.Client.GetAsync("/fault?language=zh", TestContext.Current.CancellationToken);
        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .ShouldContain("工作室内部出错");
    }

    [Fact]
    public async Task A_stack_trace_follows_where_it_is_wanted()
    {
        using var errors = new StringWriter();
        await using var studio = await RunningStudio.StartAsync(
            options => options with { Errors = errors, ShowsStackTraces = true }, AddFaults);
        await studio.Client.GetAsync("/fault", TestContext.Current.CancellationToken);
        errors.ToString().ShouldStartWith("GET /fault: InvalidOperationException: the sky fell");
        errors.ToString().ShouldContain($"at {typeof(ErrorResponsesTests).FullName}.");
    }

    [Fact]
    public async Task A_fault_in_the_middle_of_an_answer_breaks_it_off_and_is_named()
    {
        using var errors = new StringWriter();
        await using var studio = await RunningStudio.StartAsync(
            options => options with { Errors = errors }, AddFaults);
        await Should.ThrowAsync<HttpRequestException>(() => studio.GetAsync("/late"));
        errors.ToString().ShouldStartWith("GET /late: InvalidOperationException: the sky fell");
    }

    [Fact]
    public async Task A_request_that_is_wrong_or_a_reader_who_leaves_is_no_fault()
    {
        using var errors = new StringWriter();
        await using var studio = await RunningStudio.StartAsync(options => options with { Errors = errors });
        foreach (var path in (string[])["/nothing", "/runs/0009-none", "/compare?run=a", "/api/queue/x/up"])
            await studio.Client.GetAsync(path, TestContext.Current.CancellationToken);
        errors.ToString().ShouldBeEmpty();
    }

    private static void AddFaults(WebApplication studio)
    {
        studio.MapGet("/fault", Fall);
        studio.MapPost("/api/fault/{name}", Fall);
        studio.MapGet("/late", async (HttpResponse response) =>
        {
            await response.WriteAsync("the beginning");
            await response.Body.FlushAsync();
            Fall();
        });
    }

    private static void Fall() => throw new InvalidOperationException("the sky\nfell");
}
