namespace GanSharp.Tensors.Backends;

/// <summary>
/// The functions of one number that every backend implements; p and q are the scalar arguments of the op code.
/// </summary>
internal enum UnaryOp
{
    /// <summary>|x|</summary>
    Abs,

    /// <summary>x + p</summary>
    AddScalar,

    /// <summary>min(max(x, p), q)</summary>
    Clamp,

    /// <summary>x where x is above zero, p · (eˣ - 1) elsewhere</summary>
    Elu,

    /// <summary>erf(x)</summary>
    Erf,

    /// <summary>eˣ</summary>
    Exp,

    /// <summary>x where x is above zero, p · x elsewhere</summary>
    LeakyRelu,

    /// <summary>1 where x is above zero, p elsewhere</summary>
    LeakyReluSlope,

    /// <summary>ln x</summary>
    Log,

    /// <summary>p · x</summary>
    MulScalar,

    /// <summary>-x</summary>
    Neg,

    /// <summary>x to the power of p</summary>
    Pow,

    /// <summary>1 / (1 + e⁻ˣ)</summary>
    Sigmoid,

    /// <summary>-1, 0 or 1: the sign of x</summary>
    Sign,

    /// <summary>ln(1 + eˣ)</summary>
    Softplus,

    /// <summary>√x</summary>
    Sqrt,

    /// <summary>x²</summary>
    Square,

    /// <summary>tanh x</summary>
    Tanh,
}
