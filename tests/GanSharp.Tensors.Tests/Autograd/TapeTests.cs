namespace GanSharp.Tensors.Tests.Autograd;

public class TapeTests
{
    private readonly Tensor _x = Tensor.Full([2], 3, DType.F64).Track();

    [Fact]
    public void Only_what_depends_on_a_tracked_tensor_is_recorded()
    {
        (_x * 2.0).IsTracked.ShouldBeTrue();
        (_x + Tensor.Ones([2], DType.F64)).IsTracked.ShouldBeTrue();
        (Tensor.Ones([2], DType.F64) * 2.0).IsTracked.ShouldBeFalse();
    }

    [Fact]
    public void A_pause_stops_recording_until_it_is_disposed()
    {
        using (Tape.Pause())
        {
            Tape.IsRecording.ShouldBeFalse();
            (_x * 2.0).IsTracked.ShouldBeFalse();
        }

        Tape.IsRecording.ShouldBeTrue();
        (_x * 2.0).IsTracked.ShouldBeTrue();
    }

    [Fact]
    public void Pauses_nest()
    {
        using (Tape.Pause())
        {
            using (Tape.Pause()) { }
            Tape.IsRecording.ShouldBeFalse();
        }

        Tape.IsRecording.ShouldBeTrue();
    }

    [Fact]
    public void A_result_computed_in_a_pause_is_a_constant()
    {
        Tensor constant;
        using (Tape.Pause())
            constant = _x.Square();

        Grad.Of((_x * constant).Sum(), [_x])[0].ToArray<double>().ShouldBe([9, 9]);
    }

    [Fact]
    public void A_pause_affects_one_thread()
    {
        var elsewhere = false;
        using (Tape.Pause())
        {
            var thread = new Thread(() => elsewhere = Tape.IsRecording);
            thread.Start();
            thread.Join();
        }

        elsewhere.ShouldBeTrue();
    }

    [Fact]
    public void Derivatives_that_are_not_needed_are_not_requested()
    {
        var (wanted, other) = (Tensor.Ones([2]).Track(), Tensor.Ones([2]).Track());
        var asked = new List<(bool, bool)>();
        var y = Tape.Record("probe", Tensor.Ones([]), [wanted, other], (_, needs) =>
        {
            asked.Add((needs[0], needs[1]));
            return [needs[0] ? Tensor.Ones([2]) : null, needs[1] ? Tensor.Ones([2]) : null];
        });

        Grad.Of(y, [wanted]);
        Grad.Of(y, [other]);
        Grad.Of(y, [wanted, other]);

        asked.ShouldBe([(true, false), (false, true), (true, true)]);
    }

    [Fact]
    public void A_fused_operation_is_differentiated_twice_through_its_composite()
    {
        var fusedCalls = 0;
        Tensor Cube(Tensor x) => Tape.RecordFused("cube", x.Detach() * x.Detach() * x.Detach(), [x],
            (grad, _) =>
            {
                fusedCalls++;
                return [grad * x.Detach().Square() * 3.0];
            },
            inputs => inputs[0] * inputs[0] * inputs[0]);

        Grad.Of(Cube(_x).Sum(), [_x])[0].ToArray<double>().ShouldBe([27, 27]);
        fusedCalls.ShouldBe(1);

        var first = Grad.Of(Cube(_x * 2.0).Sum(), [_x], createGraph: true)[0];
        first.ToArray<double>().ShouldBe([216, 216]);
        Grad.Of(first.Sum(), [_x])[0].ToArray<double>().ShouldBe([144, 144]);
        fusedCalls.ShouldBe(1);
    }
}
