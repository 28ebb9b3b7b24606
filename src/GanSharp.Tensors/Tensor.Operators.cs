namespace GanSharp.Tensors;

public sealed partial class Tensor
{
    /// <summary>a + b, broadcast.</summary>
    public static Tensor operator +(Tensor a, Tensor b) => a.Add(b);

    /// <summary>a + b</summary>
    public static Tensor operator +(Tensor a, double b) => a.Add(b);

    /// <summary>a + b</summary>
    public static Tensor operator +(double a, Tensor b) => b.Add(a);

    /// <summary>a - b, broadcast.</summary>
    public static Tensor operator -(Tensor a, Tensor b) => a.Sub(b);

    /// <summary>a - b</summary>
    public static Tensor operator -(Tensor a, double b) => a.Add(-b);

    /// <summary>a - b</summary>
    public static Tensor operator -(double a, Tensor b) => b.Neg().Add(a);

    /// <summary>-a</summary>
    public static Tensor operator -(Tensor a) => a.Neg();

    /// <summary>a · b, element by element, broadcast.</summary>
    public static Tensor operator *(Tensor a, Tensor b) => a.Mul(b);

    /// <summary>a · b</summary>
    public static Tensor operator *(Tensor a, double b) => a.Mul(b);

    /// <summary>a · b</summary>
    public static Tensor operator *(double a, Tensor b) => b.Mul(a);

    /// <summary>a / b, element by element, broadcast.</summary>
    public static Tensor operator /(Tensor a, Tensor b) => a.Div(b);

    /// <summary>a / b</summary>
    public static Tensor operator /(Tensor a, double b) => a.Mul(1 / b);

    /// <summary>a / b</summary>
    public static Tensor operator /(double a, Tensor b) => b.Pow(-1).Mul(a);
}
