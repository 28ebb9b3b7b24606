using System.Text.Json;

namespace GanSharp.Tests;

/// <summary>Results of PyTorch, from the JSON files that the scripts in <c>Fixtures/</c> write.</summary>
internal static class Fixtures
{
    public static T Load<T>(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));
        return JsonSerializer.Deserialize<T>(file, JsonSerializerOptions.Web)!;
    }

    /// <summary>
    /// Requires max |actual - expected| ≤ tolerance · max(1, max |expected|), and that no element is NaN.
    /// </summary>
    public static void ShouldBeNear(this double[] actual, double[] expected, double tolerance, string what) =>
        actual.ShouldBeWithin(expected, tolerance * Math.Max(1, expected.Max(Math.Abs)), what);

    /// <summary>Requires max |actual - expected| ≤ allowed, and that no element is NaN.</summary>
    public static void ShouldBeWithin(this double[] actual, double[] expected, double allowed, string what)
    {
        actual.Length.ShouldBe(expected.Length, what);
        for (var i = 0; i < actual.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= allowed))
                Assert.Fail($"{what}: element {i} is {actual[i]:R}, not {expected[i]:R}; allowed is {allowed:E1}");
        }
    }
}
