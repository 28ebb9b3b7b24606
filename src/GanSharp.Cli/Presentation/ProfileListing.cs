using System.Globalization;
using GanSharp.Mpi;
using GanSharp.Tensors;

namespace GanSharp.Cli.Presentation;

/// <summary>Prints how long a training spent in each kernel.</summary>
internal static class ProfileListing
{
    private const int Rows = 25;

    public static void Write(CliEnvironment environment, IReadOnlyList<KernelUse> uses, bool json)
    {
        if (json)
        {
            environment.WriteJson(new
            {
                Event = "profile",
                Kernels = uses.Select(use => new
                {
                    use.Kernel,
                    use.Operands,
                    use.Calls,
                    Seconds = use.Time.TotalSeconds,
                    use.Operations,
                    use.Bytes,
                }),
            });
            return;
        }
        var total = uses.Sum(use => use.Time.TotalSeconds);
        Listing.Write(environment, ["kernel", "sizes", "calls", "ms", "share", "GFLOP/s", "GB/s"],
        [
            .. uses.Take(Rows)
                .Select(use =>
                    Row(use.Kernel, use.Operands, use.Calls, use.Time.TotalSeconds, use.Operations, use.Bytes)),
            .. uses.Count > Rows
                ? [Row("all others", "", 0, uses.Skip(Rows).Sum(use => use.Time.TotalSeconds), 0, 0)]
                : Array.Empty<string[]>(),
        ]);

        string[] Row(string kernel, string sizes, long calls, double seconds, double operations, double bytes) =>
        [
            kernel, sizes, calls > 0 ? Number(calls, "N0") : "", Number(1000 * seconds, "F1"),
            Number(100 * seconds / total, "F1") + " %",
            operations > 0 ? Number(operations / seconds / 1e9, "F1") : "",
            bytes > 0 ? Number(bytes / seconds / 1e9, "F1") : "",
        ];
    }

    /// <summary>Prints how long gradients travelled between processes.</summary>
    public static void Write(CliEnvironment environment, ExchangeUse use, bool json)
    {
        if (json)
            environment.WriteJson(new
            {
                Event = "exchange",
                Seconds = use.Time.TotalSeconds,
                WaitingSeconds = use.Waiting.TotalSeconds,
                use.Hidden,
                use.Bytes,
            });
        else
            environment.Out.WriteLine(
                $"gradients: {Number(use.Bytes / 1e6, "N0")} MB sent, {Number(use.Time.TotalSeconds, "F2")} s on their "
                + $"way, {Number(100 * use.Hidden, "F0")} % of it while kernels ran");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
