using System.Diagnostics;
using GanSharp.Tensors;

namespace GanSharp.Fuzzing;

/// <summary>
/// A fuzzer that feeds a reader mutations of valid inputs. Inputs that are accepted or show new behaviour are mutated
/// further. The behaviour is the class of the error, or the summary of what was read. Nothing depends on time, so a
/// seed always gives the same inputs.
/// </summary>
internal sealed class Fuzzer : IDisposable
{
    private const int MostKept = 2000, MostFailures = 10, LongestInput = 1 << 14;

    private readonly FuzzTarget _target;
    private readonly Mutator _mutator;
    private readonly Watchdog _watchdog;
    private readonly string _folder, _path;
    private readonly long _seed;
    private readonly List<byte[]> _accepted, _corpus;
    private readonly HashSet<string> _behaviours = [], _failures = [];

    /// <summary>Creates a fuzzer for a target.</summary>
    /// <param name="target">The reader.</param>
    /// <param name="folder">
    /// The parent of the folder for the target. The current input is there, even after a crash.
    /// </param>
    /// <param name="seed">The seed of all randomness.</param>
    /// <param name="limit">The time after which an input ends the process.</param>
    public Fuzzer(FuzzTarget target, string folder, long seed, TimeSpan limit)
    {
        (_target, _seed, _accepted, _corpus) = (target, seed, [.. target.Seeds], [.. target.Seeds]);
        (_mutator, _watchdog) = (new(target.Name, seed, target.Tokens), new(limit));
        _folder = Path.Combine(folder, target.Name);
        _path = Path.Combine(_folder, target.File);
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        target.Prepare(_folder);
    }

    /// <summary>Tries every seed, which must be accepted, and then <paramref name="inputs"/> mutations.</summary>
    public FuzzReport Run(int inputs)
    {
        var report = new FuzzReport(_target.Name);
        foreach (var bytes in _target.Seeds)
        {
            var outcome = Try(_target.Pack(bytes), "a seed");
            if (!outcome.Accepted)
                throw new InvalidOperationException(
                    $"{_target.Name}: a seed is refused: {outcome.Behaviour} {outcome.Failure}");
        }
        for (var number = 0; number < inputs; number++)
        {
            _mutator.Begin(number);
            var (bytes, input) = Next();
            var outcome = Try(input, $"input {number}");
            report.Add(outcome, input.Length, _target);
            if (_behaviours.Add(outcome.Behaviour) && _corpus.Count < MostKept)
                _corpus.Add(bytes);
            if (outcome.Accepted && _accepted.Count < MostKept)
                _accepted.Add(bytes);
            if (outcome.Failure is { } failure && _failures.Add(outcome.Behaviour) && _failures.Count <= MostFailures)
                report.Failures.Add(new(_target.Name, _seed, number, failure, Shrunk(input, outcome.Behaviour)));
        }
        return report with { Behaviours = _behaviours.Count };
    }

    /// <summary>Reads one input.</summary>
    public Outcome Try(byte[] input, string what = "the input")
    {
        File.WriteAllBytes(_path, input);
        TensorMemory.Trim();
        var (native, managed, start) = (
            TensorMemory.BytesReserved, GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        _watchdog.Watch($"{_target.Name}, seed {_seed}, {what}, now in {_path},");
        var outcome = Read(input);
        _watchdog.Watch(null);
        outcome = outcome with
        {
            Took = Stopwatch.GetElapsedTime(start),
            Managed = GC.GetTotalAllocatedBytes() - managed,
            Native = Math.Max(0, TensorMemory.BytesReserved - native),
        };
        return outcome.Failure is null ? outcome with { Failure = Excess(outcome, input.Length) } : outcome;
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose()
    {
        _watchdog.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Mutates a kept input, and packs it. Some packed files are mutated once more.</summary>
    private (byte[] Bytes, byte[] Input) Next()
    {
        var from = _mutator.Below(3) == 0 ? _corpus : _accepted;
        var bytes = _mutator.Mutate(_mutator.OneOf(from), _mutator.OneOf(_corpus));
        if (bytes.Length > LongestInput)
            bytes = bytes[..LongestInput];
        var input = _target.Pack(bytes);
        return (bytes, _mutator.Below(4) > 0 ? input : _mutator.Mutate(input, input));
    }

    private Outcome Read(byte[] input)
    {
        try
        {
            using var scope = new TensorScope();
            return new(true, _target.Read(_path), null);
        }
        catch (GanSharpException error)
        {
            var isNamed = error.Message.StartsWith(_folder, StringComparison.Ordinal)
                || (_target.Blamed is { } name && error.Message.StartsWith(name, StringComparison.Ordinal));
            return new(false, Behaviour.Of(error), !isNamed ? $"names no file: {error}"
                : error.Message.Any(char.IsControl) ? $"is not one line: {error}" : null);
        }
        catch (Exception error)
        {
            return new(false, Behaviour.Of(error), $"{error}");
        }
        finally
        {
            DeleteKeptAside();
        }
    }

    /// <summary>Deletes the copies of damaged files, so that their names do not run out.</summary>
    private void DeleteKeptAside()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*.damaged*", SearchOption.AllDirectories))
            File.Delete(file);
    }

    private string? Excess(Outcome outcome, int length) =>
        outcome.Managed > _target.Managed.For(length)
            ? $"{outcome.Managed} managed bytes exceed {_target.Managed.For(length)}"
        : outcome.Native > _target.Native.For(length)
            ? $"{outcome.Native} native bytes exceed {_target.Native.For(length)}"
        : null;

    /// <summary>Removes all parts of an input without which it still fails in the same way.</summary>
    private byte[] Shrunk(byte[] input, string behaviour)
    {
        for (var size = input.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= input.Length;)
            {
                byte[] shorter = [.. input[..at], .. input[(at + size)..]];
                if (Try(shorter) is { Failure: not null } outcome && outcome.Behaviour == behaviour)
                    input = shorter;
                else
                    at += size;
            }
        }
        return input;
    }
}
