namespace GanSharp.Tensors.Backends;

// Random numbers are bit-identical on every device: by default the CPU computes them.
internal abstract partial class Backend
{
    /// <summary>y = low + (high - low)·u, u uniform in [0, 1), from consecutive Philox counters.</summary>
    public virtual void FillUniform(Tensor y, PhiloxRange numbers, double low, double high) =>
        FromCpu(y, same => Device.Cpu.Backend.FillUniform(same, numbers, low, high));

    /// <summary>
    /// y = 0 where u &lt; p, 1 / (1 - p) elsewhere, u uniform in [0, 1), from consecutive Philox counters.
    /// </summary>
    public virtual void FillMask(Tensor y, PhiloxRange numbers, double p) =>
        FromCpu(y, same => Device.Cpu.Backend.FillMask(same, numbers, p));

    /// <summary>y = mean + std·g, g standard normal, from consecutive Philox counters.</summary>
    public virtual void FillNormal(Tensor y, PhiloxRange numbers, double mean, double std) =>
        FromCpu(y, same => Device.Cpu.Backend.FillNormal(same, numbers, mean, std));

    private static void FromCpu(Tensor y, Action<Tensor> fill)
    {
        using var scope = new TensorScope();
        var same = Tensor.Empty(y.Shape, y.DType, Device.Cpu);
        fill(same);
        same.CopyTo(y);
    }
}
