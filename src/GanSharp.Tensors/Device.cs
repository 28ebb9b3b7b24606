using GanSharp.Tensors.Backends;
using GanSharp.Tensors.Backends.Cpu;

namespace GanSharp.Tensors;

/// <summary>
/// A device that stores tensors and computes operations on them. All inputs of an operation are on one device, and so
/// is its result.
/// </summary>
/// <remarks>Safe for use by several threads at once; each has its own <see cref="Current"/>.</remarks>
public sealed class Device
{
    [ThreadStatic]
    private static Device? _current;

    internal Device(Backend backend) => Backend = backend;

    /// <summary>The processor, with <see cref="Compute.Threads"/> threads.</summary>
    public static Device Cpu { get; } = new CpuBackend().Device;

    /// <summary>All available devices.</summary>
    public static IReadOnlyList<Device> All { get; } = [Cpu];

    /// <summary>The device on which this thread creates tensors when a call names none; the CPU by default.</summary>
    public static Device Current => _current ?? Cpu;

    /// <summary>The name, such as <c>cpu</c>.</summary>
    public string Name => Backend.Name;

    internal Backend Backend { get; }

    /// <summary>The device with that name, ignoring case, or null.</summary>
    public static Device? Find(string name) =>
        All.FirstOrDefault(device => device.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes this the <see cref="Current"/> device of this thread until the result is disposed.</summary>
    public Using Use() => new(this);

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>Restores the previous device when disposed.</summary>
    public readonly ref struct Using
    {
        private readonly Device? _before;

        internal Using(Device device)
        {
            _before = _current;
            _current = device;
        }

        /// <summary>Restores the previous device.</summary>
        public void Dispose() => _current = _before;
    }
}
