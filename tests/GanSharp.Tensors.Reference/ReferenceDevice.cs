namespace GanSharp.Tensors.Reference;

/// <summary>A second device, slow and plain, which defines the results that the CPU backend must compute.</summary>
public static class ReferenceDevice
{
    /// <summary>The device, whose memory the program cannot see.</summary>
    public static Device Device { get; } = new ReferenceBackend().Device;
}
