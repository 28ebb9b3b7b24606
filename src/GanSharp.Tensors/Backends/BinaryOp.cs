namespace GanSharp.Tensors.Backends;

/// <summary>
/// The functions of two numbers that every backend implements; p is the scalar argument of the op code.
/// </summary>
internal enum BinaryOp
{
    /// <summary>a + b</summary>
    Add,

    /// <summary>a / b</summary>
    Div,

    /// <summary>1 where a = b, 0 elsewhere</summary>
    Equal,

    /// <summary>
    /// a where b is above zero, p · a elsewhere: the gradient of a leaky ReLU of b, for the output gradient a
    /// </summary>
    LeakyReluGrad,

    /// <summary>a + p · (b - a)</summary>
    Lerp,

    /// <summary>a · b</summary>
    Mul,

    /// <summary>a · b · (1 - b): the gradient of a sigmoid with output b, for the output gradient a</summary>
    SigmoidGrad,

    /// <summary>a - b</summary>
    Sub,

    /// <summary>a · (1 - b²): the gradient of a tanh with output b, for the output gradient a</summary>
    TanhGrad,
}
