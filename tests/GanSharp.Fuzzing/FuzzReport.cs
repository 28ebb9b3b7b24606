namespace GanSharp.Fuzzing;

/// <summary>The outcome of reading an input.</summary>
/// <param name="Accepted">Whether it was read without an error.</param>
/// <param name="Behaviour">The class of the outcome.</param>
/// <param name="Failure">What the reader did wrong; null if nothing.</param>
internal sealed record Outcome(bool Accepted, string Behaviour, string? Failure)
{
    public TimeSpan Took { get; init; }

    public long Managed { get; init; }

    public long Native { get; init; }
}

/// <summary>An input that makes a reader fail.</summary>
internal sealed record Failure(string Target, long Seed, int Number, string What, byte[] Input)
{
    public override string ToString() =>
        $"{Target}, seed {Seed}, input {Number} ({Convert.ToBase64String(Input)}): {What}";
}

/// <summary>The outcomes of many inputs. Memory is that of the input nearest to its bound.</summary>
internal sealed record FuzzReport(string Target)
{
    /// <summary>The headings for the lines of <see cref="ToString"/>.</summary>
    public static string Headings =>
        $"{"target",-16}{"inputs",8}{"accepted",10}{"rejected",10}{"behaviours",12}{"slowest ms",12}  "
        + "most KiB of the bound, managed and native";

    public int Accepted { get; private set; }

    public int Rejected { get; private set; }

    public int Behaviours { get; init; }

    public List<Failure> Failures { get; } = [];

    private TimeSpan Slowest { get; set; }

    private (long Bytes, long Bound) Managed { get; set; }

    private (long Bytes, long Bound) Native { get; set; }

    public void Add(Outcome outcome, int length, FuzzTarget target)
    {
        if (outcome.Accepted)
            Accepted++;
        else
            Rejected++;
        Slowest = outcome.Took > Slowest ? outcome.Took : Slowest;
        Managed = Fuller(Managed, (outcome.Managed, target.Managed.For(length)));
        Native = Fuller(Native, (outcome.Native, target.Native.For(length)));
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Target,-16}{Accepted + Rejected,8}{Accepted,10}{Rejected,10}{Behaviours,12}{Milliseconds,12:F1}  {Memory}");

    private double Milliseconds => Slowest.TotalMilliseconds;

    private string Memory => $"{KiB(Managed)}, {KiB(Native)}";

    /// <summary>Returns the one nearer to its bound.</summary>
    private static (long Bytes, long Bound) Fuller((long Bytes, long Bound) a, (long Bytes, long Bound) b) =>
        (double)a.Bytes * Math.Max(1, b.Bound) >= (double)b.Bytes * Math.Max(1, a.Bound) ? a : b;

    private static string KiB((long Bytes, long Bound) memory) => $"{memory.Bytes >> 10} of {memory.Bound >> 10}";
}
