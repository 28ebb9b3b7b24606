using GanSharp.Tensors.Backends;
using GanSharp.Tensors.Backends.Cpu;

namespace GanSharp.Tensors;

/// <summary>
/// Where tensors are and operations on them are computed. Operations take tensors of one device, and their results are
/// on it.
/// </summary>
public sealed class Device
{
    [ThreadStatic]
    private static Device? _current;

    internal Device(Backend backend) => Backend = backend;

    /// <summary>The processor, with <see cref="Compute.Threads"/> threads.</summary>
    public static Device Cpu { get; } = new CpuBackend().Device;

    /// <summary>The devices that there are.</summary>
    public static IReadOnlyList<Device> All { get; } = [Cpu];

    /// <summary>Where tensors are made on this thread unless they name a device; the CPU by default.</summary>
    public static Device Current => _current ?? Cpu;

    /// <summary>Its name, such as <c>cpu</c>.</summary>
    public string Name => Backend.Name;

    internal Backend Backend { get; }

    /// <summary>The device of that name, in any case; null where there is none.</summary>
    public static Device? Find(string name) =>
        All.FirstOrDefault(device => device.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes this the <see cref="Current"/> device of this thread until the result is disposed.</summary>
    public Using Use() => new(this);

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>Restores the device that was current before when disposed.</summary>
    public readonly ref struct Using
    {
        private readonly Device? _before;

        internal Using(Device device)
        {
            _before = _current;
            _current = device;
        }

        /// <summary>Restores the device that was current before.</summary>
        public void Dispose() => _current = _before;
    }
}
