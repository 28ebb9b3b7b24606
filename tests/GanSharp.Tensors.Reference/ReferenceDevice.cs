namespace GanSharp.Tensors.Reference;

/// <summary>A second device, slow and plain, that shows what the CPU backend must compute.</summary>
public static class ReferenceDevice
{
    /// <summary>Its tensors are out of the program's sight.</summary>
    public static Device Device { get; } = new ReferenceBackend().Device;
}
