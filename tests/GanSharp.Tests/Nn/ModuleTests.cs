using GanSharp.Init;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class ModuleTests
{
    private static readonly RandomStream Stream = new("init", 1);

    /// <summary>A module as a user writes it, with a parameter, a buffer and children of its own.</summary>
    private sealed class Counting : Module
    {
        private readonly Linear _first, _second;
        private readonly Tensor _scale, _passes;

        public Counting()
        {
            _scale = Parameter("scale", [1], DType.F32);
            _passes = Buffer("passes", Tensor.Zeros([1]));
            (_first, _second) = (Child("first", new Linear(3, 2)), Child("second", new Linear(2, 1, bias: false)));
        }

        public override Tensor Forward(Tensor x, Pass pass)
        {
            InPlace.Copy(_passes, _passes + 1);
            return _second.Forward(_first.Forward(x, pass).Relu(), pass) * _scale;
        }

        public override Shape OutputShape(Shape input) => _second.OutputShape(_first.OutputShape(input));

        protected override void InitializeOwn(Initializer initializer, RandomStream stream) =>
            InPlace.Copy(_scale, Tensor.Ones([1]));
    }

    [Fact]
    public void Names_form_paths_in_the_order_of_declaration()
    {
        var module = new Sequential([("counting", new Counting()), ("batch-norm", new BatchNorm(1))]);
        module.NamedParameters.Select(parameter => parameter.Name).ShouldBe(
        [
            "0.counting.scale", "0.counting.first.weight", "0.counting.first.bias", "0.counting.second.weight",
            "1.batch-norm.gamma",
            "1.batch-norm.beta",
        ]);
        module.NamedBuffers.Select(buffer => buffer.Name).ShouldBe(
            ["0.counting.passes", "1.batch-norm.running-mean", "1.batch-norm.running-variance"]);
        module.State.ShouldBe([.. module.NamedParameters, .. module.NamedBuffers]);
        module.Parameters.ShouldBe(module.NamedParameters.Select(parameter => parameter.Tensor));
    }

    [Fact]
    public void Parameters_are_counted_and_tracked_and_buffers_are_neither()
    {
        var module = new Counting();
        module.ParameterCount.ShouldBe(1 + (3 * 2 + 2) + 2);
        module.Parameters.ShouldAllBe(parameter => parameter.RequiresGrad);
        module.NamedBuffers.ShouldAllBe(buffer => !buffer.Tensor.IsTracked);
    }

    [Fact]
    public void A_module_written_by_a_user_learns()
    {
        var module = new Counting();
        module.Initialize(new NormalInit(1), Stream);
        var x = Stream.Normal([4, 3]);

        var y = module.Forward(x, Pass.Evaluate);
        var grads = Grad.Of(y.Square().Sum(), module.Parameters);

        y.Shape.ShouldBe([4, .. module.OutputShape([3])]);
        grads.Select(grad => grad.Shape).ShouldBe(module.Parameters.Select(parameter => parameter.Shape));
        grads[0]
            .Item()
            .ShouldBe(2 * y.Square().Sum().Item(), tolerance: 1e-4, "the scale is 1, and y is proportional to it");
        module.State.Single(entry => entry.Name == "passes").Tensor.Item().ShouldBe(1);
    }

    [Fact]
    public void A_copy_has_its_own_numbers()
    {
        var (copy, source) = (new Counting(), new Counting());
        source.Initialize(new NormalInit(1), Stream);
        source.Forward(Tensor.Ones([1, 3]), Pass.Evaluate);

        copy.CopyFrom(source);

        copy.State.Zip(source.State)
            .ShouldAllBe(pair => pair.First.Tensor.Values().SequenceEqual(pair.Second.Tensor.Values()));
        source.Initialize(new NormalInit(1), Stream);
        copy.Parameters[1].Values().ShouldNotBe(source.Parameters[1].Values());
    }

    [Fact]
    public void A_module_of_another_structure_is_not_copied()
    {
        var linear = new Linear(2, 3);
        Should
            .Throw<TensorException>(() => linear.CopyFrom(new Linear(2, 4)))
            .Message.ShouldBe("[copy] F32 (4, 2) does not match F32 (3, 2)");
        Should.Throw<TensorException>(() => linear.CopyFrom(new Linear(2, 3, bias: false)))
            .Message.ShouldBe("[copy-from] the source has 1 tensors where 2 are expected");
    }
}
