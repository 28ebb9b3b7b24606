using System.Globalization;
using System.Text;
using GanSharp.Training.Records;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Tests.Security;

/// <summary>Requests that no page of the studio makes.</summary>
public sealed class HostileRequestTests
{
    private static readonly string[] Places =
    [
        "..", "../..", "..%2F..%2Fetc%2Fpasswd", "%2e%2e", "%252e%252e%252f", "..\\..", "%5c..%5c", "/etc/passwd",
        "%00", "0001-tiny%00.png", "CON", "NUL", "/dev/zero", "~", ".studio", ".lock", "link",
        "0001-tiny/../../secret",
        "%EF%BC%90001-tiny", "0001-TINY", "a".PadRight(5000, 'a'), "%F0%9F%92%A9", "<script>",
        "'; DROP TABLE launches; --",
    ];

    private static readonly string[] Values =
    [
        "0", "-1", "1e309", "NaN", "999999999999999999999", "", "true", "[]", "{}", "0x10", "1;2", "7,8,9", "a b",
        "-0.0", "2147483648",
    ];

    [Fact]
    public async Task No_name_leads_out_of_the_runs()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        var secret = Directory.CreateDirectory(Path.Combine(studio.Options.Runs, "..", "secret")).FullName;
        RecordedRun.Write(Path.Combine(secret, "run"));
        const string Mark = "the-secret-title";
        new RunNotes { Title = Mark }.Save(Path.Combine(secret, "run"));
        Directory.CreateSymbolicLink(Path.Combine(studio.Options.Runs, "0001-tiny", "samples", "way"), secret);
        foreach (var pattern in Patterns(studio).Where(pattern => pattern.Contains("{name}")))
        {
            foreach (var place in (string[])[.. Places, "..%2Fsecret%2Frun", "../secret/run", "..%5Csecret%5Crun"])
            {
                var address = new Uri(
                    $"{studio.Origin}{Fill(pattern, _ => place)}",
                    new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
                using var answer = await studio.Client.GetAsync(address, TestContext.Current.CancellationToken);
                ((int)answer.StatusCode).ShouldBeLessThan(500, $"{address}");
                (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain(Mark);
                // The server itself follows dots in its addresses, so these lead to other pages of the studio.
                if (!place.Contains("..", StringComparison.Ordinal)
                    && !place.StartsWith("%2e", StringComparison.Ordinal))
                    answer.IsSuccessStatusCode.ShouldBeFalse($"{address}");
            }
        }
    }

    /// <summary>
    /// 2,000 requests with random parts over every address; <c>GANSHARP_STUDIO_REQUESTS</c> sets another number.
    /// </summary>
    [Fact]
    public async Task No_request_is_an_error_of_the_studio()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        var count = Environment.GetEnvironmentVariable("GANSHARP_STUDIO_REQUESTS") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : 2000;
        var stream = new RandomStream("requests", 1);
        string[] names = [.. Places, .. Values, "0001-tiny", "0001-tiny", "0001-tiny", "~digits"];
        var patterns = Patterns(studio);
        var seen = new HashSet<string>();
        for (var i = 0; i < count; i++)
        {
            var pattern = Pick(patterns);
            var address = $"{Fill(pattern, _ => Pick(names))}{Query()}";
            using var request = new HttpRequestMessage(new(Pick("GET", "GET", "POST", "PUT", "DELETE")), address);
            if (request.Method == HttpMethod.Post)
                request.Content = new StringContent(
                    Body(), Encoding.UTF8, Pick("application/json", "text/plain", "image/png"));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(30));
            using var answer = await studio.Client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            ((int)answer.StatusCode).ShouldBeLessThan(500, $"{request.Method} {address} {i}");
            seen.Add(pattern);
            if (!Directory.Exists(Path.Combine(studio.Options.Runs, "0001-tiny")))
                studio.WriteRun("0001-tiny"); // a request deleted it
        }
        seen.Count.ShouldBe(patterns.Length);

        T Pick<T>(params T[] all) => all[stream.Integers(1, all.Length)[0]];

        string Query() => Pick(
            "", "", $"?seed={Pick(Values)}&count={Pick(Values)}", $"?run={Pick(names)}&run={Pick(names)}",
            $"?text={Pick(names)}&truncation={Pick(Values)}&step={Pick(Values)}", "?language=xx", "?token=");

        string Body() => Pick(
            "", "{", "null", "[]", "\"\"",
            "{\"steps\":" + (Pick(Values) is { Length: > 0 } value ? value : "null") + "}",
            "{\"title\":null,\"tags\":[null,1]}", $"{{\"title\":\"{new string('x', 300)}\"}}", "{\"yaml\":\"a: [\"}",
            new string('[', 5000));
    }

    [Fact]
    public async Task Names_of_runs_and_titles_stay_text()
    {
        await using var studio = await RunningStudio.StartAsync();
        const string Hostile = "0001-<img src=x onerror=alert(1)>";
        studio.WriteRun(Hostile);
        (await studio.PostAsync(
            $"/api/runs/{Uri.EscapeDataString(Hostile)}/notes",
            new { title = "</script><script>alert(1)</script>", tags = (string[])["\"><b>"] }))
            .EnsureSuccessStatusCode();
        foreach (var address in (string[])["/", $"/runs/{Uri.EscapeDataString(Hostile)}"])
        {
            var page = await studio.GetAsync(address);
            page.ShouldNotContain("<img src=x");
            page.ShouldNotContain("<script>alert");
            page.ShouldNotContain("<b>");
            page.ShouldContain("&lt;script&gt;");
        }
    }

    private static string[] Patterns(RunningStudio studio) =>
    [
        .. studio.Application.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .Concat(((IEndpointRouteBuilder)studio.Application).DataSources.SelectMany(source => source.Endpoints))
            .OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(pattern => !pattern.Contains("/live")).Distinct(),
    ];

    private static string Fill(string pattern, Func<string, string> value)
    {
        var filled = new StringBuilder("/");
        foreach (var part in pattern.TrimStart('/').Split('{'))
        {
            if (filled.Length > 1 || part.Contains('}'))
            {
                var end = part.IndexOf('}', StringComparison.Ordinal);
                filled.Append(end < 0 ? part : value(part[..end]) + part[(end + 1)..]);
            }
            else
            {
                filled.Append(part);
            }
        }
        return filled.ToString();
    }
}
