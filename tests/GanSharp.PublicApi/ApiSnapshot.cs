using System.Reflection;

namespace GanSharp.PublicApi;

/// <summary>Compares the public API of an assembly with its list in <c>tests/GanSharp.PublicApi</c>.</summary>
internal static class ApiSnapshot
{
    private const string Accept = "GANSHARP_ACCEPT_API";

    public static void ShouldBeAsListed(Assembly assembly)
    {
        var path = Path.Combine(Repository.Root, "tests", "GanSharp.PublicApi", $"{assembly.GetName().Name}.api.txt");
        var actual = ApiPrinter.Lines(assembly);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllLines(path, actual);
        var listed = File.ReadAllLines(path);
        var (added, removed) = (actual.Except(listed), listed.Except(actual));
        string[] difference = [.. removed.Select(line => $"- {line}"), .. added.Select(line => $"+ {line}")];
        if (difference.Length > 0)
            Assert.Fail(
                $"{string.Join('\n', difference)}\nThe public API differs from {path}. "
                + $"If that is intended, run the test with {Accept}=1.");
    }
}
