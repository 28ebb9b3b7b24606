using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using GanSharp.Tensors;

namespace GanSharp.Training.Records;

/// <summary>The machine on which a training was started.</summary>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="System">The operating system.</param>
/// <param name="Processor">The name of the processor, or of its architecture if unknown.</param>
/// <param name="Processors">How many threads the machine runs concurrently.</param>
/// <param name="Instructions">The instruction set in use, which affects the bits of results.</param>
/// <param name="Threads">How many threads compute, which does not affect results.</param>
public sealed record MachineDescription(
    string Runtime, string System, string Processor, int Processors, string Instructions, int Threads)
{
    // The CPUID leaves with the processor's name, in three parts of sixteen letters.
    private const int LastLeaf = unchecked((int)0x80000000), FirstName = LastLeaf + 2, LastName = LastLeaf + 4;

    /// <summary>
    /// Every instruction set that the training used, by step; more than one if it was resumed with another.
    /// </summary>
    public IReadOnlyList<InstructionsFrom> InstructionSets
    {
        get => field is { Count: > 0 } ? field : [new(0, Instructions)];
        init;
    }

    /// <summary>
    /// The description of a training that is resumed here at a step. Removes what it says about later steps.
    /// </summary>
    internal MachineDescription ResumedAt(long step)
    {
        InstructionsFrom[] before = [.. InstructionSets.TakeWhile(entry => entry.Step < step)];
        return this with
        {
            InstructionSets = before is [.., var last] && last.Instructions == Compute.InstructionSet ? before
                : [.. before, new(step, Compute.InstructionSet)],
        };
    }

    internal static MachineDescription OfThis() => new(
        RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription, ProcessorName(),
        Environment.ProcessorCount,
        Compute.InstructionSet, Compute.Threads);

    private static string ProcessorName()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(LastLeaf, 0).Eax < LastName)
            return RuntimeInformation.ProcessArchitecture.ToString();
        var letters = new List<byte>();
        for (var leaf = FirstName; leaf <= LastName; leaf++)
        {
            var (a, b, c, d) = X86Base.CpuId(leaf, 0);
            foreach (var word in (int[])[a, b, c, d])
                letters.AddRange(BitConverter.GetBytes(word));
        }
        return Encoding.ASCII.GetString([.. letters]).Trim('\0', ' ');
    }
}

/// <summary>The instruction set that a training uses from a step on.</summary>
/// <param name="Step">Generator steps done before.</param>
/// <param name="Instructions">Its name.</param>
public sealed record InstructionsFrom(long Step, string Instructions);
