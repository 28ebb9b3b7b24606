using GanSharp.Studio.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Tests.Processes;

/// <summary>A tool that writes down its arguments and waits at a gate.</summary>
internal sealed class FakeTool(string folder)
{
    private string Gate => Path.Combine(folder, "gate");

    private string Record => Path.Combine(folder, "record");

    /// <summary>The command that starts it.</summary>
    public string[] Command =>
    [
        "sh", "-c",
        $"echo \"$@\" >> '{Record}'; for i in $(seq 400); do [ -e '{Gate}' ] && exit; sleep 0.05; done",
        "tool",
    ];

    /// <summary>The arguments of each start, the first first, without the log.</summary>
    public string[] Starts => File.Exists(Record)
        ? [.. File.ReadAllLines(Record).Select(line => line.Split(" --log ")[0])]
        : [];

    /// <summary>Lets all that wait now, and all later ones, end.</summary>
    public void Open() => File.WriteAllText(Gate, "");

    /// <summary>Waits until so many have started.</summary>
    public Task WhenStartedAsync(int count) => WhenAsync(() => Starts.Length >= count);

    /// <summary>Waits until no process of a studio runs.</summary>
    public static Task WhenIdleAsync(IServiceProvider services) =>
        WhenAsync(() => !services.GetRequiredService<RunCatalogue>().IsAnyAlive());

    private static async Task WhenAsync(Func<bool> condition)
    {
        for (var i = 0; !condition() && i < 400; i++)
            await Task.Delay(25, TestContext.Current.CancellationToken);
        condition().ShouldBeTrue();
    }
}
