namespace GanSharp.Tensors.Backends;

/// <summary>The functions of two numbers that every backend has; p is the argument that comes with the code.</summary>
internal enum BinaryOp
{
    /// <summary>a + b</summary>
    Add,

    /// <summary>a / b</summary>
    Div,

    /// <summary>1 where a = b, 0 elsewhere</summary>
    Equal,

    /// <summary>a where b is above zero, p · a elsewhere: the gradient a of a leaky ReLU, with its input b</summary>
    LeakyReluGrad,

    /// <summary>a + p · (b - a)</summary>
    Lerp,

    /// <summary>a · b</summary>
    Mul,

    /// <summary>a · b · (1 - b): the gradient a of a sigmoid, with its output b</summary>
    SigmoidGrad,

    /// <summary>a - b</summary>
    Sub,

    /// <summary>a · (1 - b²): the gradient a of a tanh, with its output b</summary>
    TanhGrad,
}
