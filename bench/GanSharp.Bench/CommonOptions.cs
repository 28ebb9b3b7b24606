using System.Globalization;
using GanSharp.Tensors;

namespace GanSharp.Bench;

/// <summary>The options of several benchmarks: <c>--threads N</c> and <c>--json</c>.</summary>
internal sealed class CommonOptions
{
    /// <summary>Whether to print JSON lines and nothing else.</summary>
    public bool Json { get; private set; }

    /// <summary>Takes an option and its value; false if the word is not one of these options.</summary>
    public bool Take(string word, Queue<string> following)
    {
        if (word == "--json")
            Json = true;
        else if (word == "--threads" && following.TryDequeue(out var threads))
            Compute.Threads = int.Parse(threads, CultureInfo.InvariantCulture);
        else
            return false;
        return true;
    }
}
