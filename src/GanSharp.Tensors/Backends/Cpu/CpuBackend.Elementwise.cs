using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Elementwise;

namespace GanSharp.Tensors.Backends.Cpu;

// One switch per call; inside it, the loops are compiled for each function.
internal sealed unsafe partial class CpuBackend
{
    public override void Unary(UnaryOp op, Tensor x, Tensor y, double p = 0, double q = 0)
    {
        using var measured = Measure(Names<UnaryOp>.Of(op), x.Shape, BytesOf(x, y));
        if (x.DType == DType.F32)
            Unary(op, x.Pointer<float>(), y.Pointer<float>(), x.Count, p, q);
        else
            Unary(op, x.Pointer<double>(), y.Pointer<double>(), x.Count, p, q);
    }

    public override void Binary(BinaryOp op, Tensor a, Tensor b, Tensor y, double p = 0)
    {
        var plan = new BroadcastPlan(a.Shape, b.Shape, y.Shape);
        using var measured = Measure(Names<BinaryOp>.Of(op), y.Shape, BytesOf(a, b, y));
        if (y.DType == DType.F32)
            Binary(op, a.Pointer<float>(), b.Pointer<float>(), y.Pointer<float>(), plan, p);
        else
            Binary(op, a.Pointer<double>(), b.Pointer<double>(), y.Pointer<double>(), plan, p);
    }

    private static void Unary<T>(UnaryOp op, T* x, T* y, int count, double p, double q)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (op)
        {
            case UnaryOp.Abs:
                ElementwiseLoops.Unary(x, y, count, new Abs());
                break;
            case UnaryOp.AddScalar:
                ElementwiseLoops.Unary(x, y, count, new AddScalar(p));
                break;
            case UnaryOp.Clamp:
                ElementwiseLoops.Unary(x, y, count, new Clamp(p, q));
                break;
            case UnaryOp.Elu:
                ElementwiseLoops.Unary(x, y, count, new Elu(p));
                break;
            case UnaryOp.Erf:
                ElementwiseLoops.Unary(x, y, count, new Erf());
                break;
            case UnaryOp.Exp:
                ElementwiseLoops.Unary(x, y, count, new Exp());
                break;
            case UnaryOp.LeakyRelu:
                ElementwiseLoops.Unary(x, y, count, new LeakyRelu(p));
                break;
            case UnaryOp.LeakyReluSlope:
                ElementwiseLoops.Unary(x, y, count, new LeakyReluSlope(p));
                break;
            case UnaryOp.Log:
                ElementwiseLoops.Unary(x, y, count, new Log());
                break;
            case UnaryOp.MulScalar:
                ElementwiseLoops.Unary(x, y, count, new MulScalar(p));
                break;
            case UnaryOp.Neg:
                ElementwiseLoops.Unary(x, y, count, new Neg());
                break;
            case UnaryOp.Pow:
                ElementwiseLoops.Unary(x, y, count, new Pow(p));
                break;
            case UnaryOp.Sigmoid:
                ElementwiseLoops.Unary(x, y, count, new Sigmoid());
                break;
            case UnaryOp.Sign:
                ElementwiseLoops.Unary(x, y, count, new Sign());
                break;
            case UnaryOp.Softplus:
                ElementwiseLoops.Unary(x, y, count, new Softplus());
                break;
            case UnaryOp.Sqrt:
                ElementwiseLoops.Unary(x, y, count, new Sqrt());
                break;
            case UnaryOp.Square:
                ElementwiseLoops.Unary(x, y, count, new Square());
                break;
            case UnaryOp.Tanh:
                ElementwiseLoops.Unary(x, y, count, new Tanh());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(op), op, null);
        }
    }

    private static void Binary<T>(BinaryOp op, T* a, T* b, T* y, BroadcastPlan plan, double p)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (op)
        {
            case BinaryOp.Add:
                ElementwiseLoops.Binary(a, b, y, plan, new Add());
                break;
            case BinaryOp.Div:
                ElementwiseLoops.Binary(a, b, y, plan, new Div());
                break;
            case BinaryOp.Equal:
                ElementwiseLoops.Binary(a, b, y, plan, new Equal());
                break;
            case BinaryOp.LeakyReluGrad:
                ElementwiseLoops.Binary(a, b, y, plan, new LeakyReluGrad(p));
                break;
            case BinaryOp.Lerp:
                ElementwiseLoops.Binary(a, b, y, plan, new Lerp(p));
                break;
            case BinaryOp.Mul:
                ElementwiseLoops.Binary(a, b, y, plan, new Mul());
                break;
            case BinaryOp.SigmoidGrad:
                ElementwiseLoops.Binary(a, b, y, plan, new SigmoidGrad());
                break;
            case BinaryOp.Sub:
                ElementwiseLoops.Binary(a, b, y, plan, new Sub());
                break;
            case BinaryOp.TanhGrad:
                ElementwiseLoops.Binary(a, b, y, plan, new TanhGrad());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(op), op, null);
        }
    }
}
