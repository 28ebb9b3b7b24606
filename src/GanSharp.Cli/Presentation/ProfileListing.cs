using System.Globalization;
using GanSharp.Mpi;
using GanSharp.Tensors;

namespace GanSharp.Cli.Presentation;

/// <summary>Prints how long a training spent in each kernel.</summary>
internal static class ProfileListing
{
    private const int Rows = 20;

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
        Write(
            environment, ["kernel"],
            uses.GroupBy(use => use.Kernel)
                .Select(all => KernelUse.Sum(all.Key, "", [.. all]))
                .OrderByDescending(use => use.Time),
            use => [use.Kernel]);
        environment.Out.WriteLine();
        Write(environment, ["kernel", "sizes"], uses, use => [use.Kernel, use.Operands]);
    }

    /// <summary>Prints the first uses, and the sum of all others.</summary>
    private static void Write(
        CliEnvironment environment, string[] names, IEnumerable<KernelUse> uses, Func<KernelUse, string[]> namesOf)
    {
        KernelUse[] all = [.. uses];
        var total = all.Sum(use => use.Time.TotalSeconds);
        IEnumerable<KernelUse> rows = all.Length <= Rows ? all
            : [.. all[..Rows], KernelUse.Sum("all others", "", all[Rows..]) with { Operations = 0, Bytes = 0 }];
        Listing.Write(
            environment, [.. names, "calls", "ms", "share", "GFLOP/s", "GB/s"],
            [.. rows.Select(use => (string[])[.. namesOf(use), .. Figures(use, total)])]);
    }

    private static string[] Figures(KernelUse use, double total)
    {
        var seconds = use.Time.TotalSeconds;
        return
        [
            Number(use.Calls, "N0"), Number(1000 * seconds, "F1"), Number(100 * seconds / total, "F1") + " %",
            use.Operations > 0 ? Number(use.Operations / seconds / 1e9, "F1") : "",
            use.Bytes > 0 ? Number(use.Bytes / seconds / 1e9, "F1") : "",
        ];
    }

    /// <summary>Prints how long gradients travelled between processes.</summary>
    public static void Write(CliEnvironment environment, ExchangeTotals use, bool json)
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
