namespace GanSharp.Tensors;

public sealed partial class Tensor
{
    /// <inheritdoc cref="Ops.Add(Tensor, Tensor)"/>
    public static Tensor operator +(Tensor a, Tensor b) => a.Add(b);
}

public static partial class Ops
{
    /// <summary>a + b</summary>
    public static Tensor Add(this Tensor a, Tensor b) => a;
}
