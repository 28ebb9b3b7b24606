namespace GanSharp.Tensors.Backends;

// Optimiser steps. Each updates the parameter and the state of the optimiser in place.
internal abstract partial class Backend
{
    /// <summary>One step of stochastic gradient descent with momentum; see <see cref="InPlace.Sgd"/>.</summary>
    public virtual void Sgd(Tensor parameter, Tensor gradient, Tensor velocity, SgdStep step)
    {
        using var scope = new TensorScope();
        var decayed = Decayed(parameter, gradient, step.WeightDecay);
        Unary(UnaryOp.MulScalar, velocity, velocity, step.Momentum);
        Binary(BinaryOp.Add, velocity, decayed, velocity);
        Binary(BinaryOp.Sub, parameter, Unary(UnaryOp.MulScalar, velocity, step.Rate), parameter);
    }

    /// <summary>One step of RMSprop; see <see cref="InPlace.RmsProp"/>.</summary>
    public virtual void RmsProp(Tensor parameter, Tensor gradient, Tensor square, RmsPropStep step)
    {
        using var scope = new TensorScope();
        var decayed = Decayed(parameter, gradient, step.WeightDecay);
        Average(square, Unary(UnaryOp.Square, decayed), step.Alpha);
        var root = Unary(UnaryOp.AddScalar, Unary(UnaryOp.Sqrt, square), step.Epsilon);
        Binary(
            BinaryOp.Sub, parameter, Binary(BinaryOp.Div, Unary(UnaryOp.MulScalar, decayed, step.Rate), root),
            parameter);
    }

    /// <summary>One step of Adam or AdamW; see <see cref="InPlace.Adam"/>.</summary>
    public virtual void Adam(Tensor parameter, Tensor gradient, Tensor mean, Tensor square, AdamStep step)
    {
        using var scope = new TensorScope();
        var decayed = Decayed(parameter, gradient, step.Decoupled ? 0 : step.WeightDecay);
        Average(mean, decayed, step.Beta1);
        Average(square, Unary(UnaryOp.Square, decayed), step.Beta2);
        var root = Unary(
            UnaryOp.MulScalar, Unary(UnaryOp.Sqrt, square), 1 / Math.Sqrt(1 - Math.Pow(step.Beta2, step.Number)));
        var rate = step.Rate / (1 - Math.Pow(step.Beta1, step.Number));
        var change = Binary(
            BinaryOp.Div, Unary(UnaryOp.MulScalar, mean, rate), Unary(UnaryOp.AddScalar, root, step.Epsilon));
        if (step.Decoupled)
            Unary(UnaryOp.MulScalar, parameter, parameter, 1 - step.Rate * step.WeightDecay);
        Binary(BinaryOp.Sub, parameter, change, parameter);
    }

    private Tensor Decayed(Tensor parameter, Tensor gradient, double decay) =>
        decay == 0 ? gradient : Binary(BinaryOp.Add, gradient, Unary(UnaryOp.MulScalar, parameter, decay));

    /// <summary>average = keep · average + (1 - keep) · x</summary>
    private void Average(Tensor average, Tensor x, double keep)
    {
        Unary(UnaryOp.MulScalar, average, average, keep);
        Binary(BinaryOp.Add, average, Unary(UnaryOp.MulScalar, x, 1 - keep), average);
    }
}
