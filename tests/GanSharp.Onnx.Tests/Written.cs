using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Onnx.Tests;

/// <summary>A network written in C#, without parameters.</summary>
internal sealed class Written(Func<Tensor, Pass, Tensor> function) : Module
{
    public override Tensor Forward(Tensor x, Pass pass) => function(x, pass);

    public override Shape OutputShape(Shape input) => input;
}
