using GanSharp.Tensors.Reference;

namespace GanSharp.Tensors.Tests;

public class DeviceTests
{
    [Fact]
    public void The_cpu_is_available_and_current()
    {
        Device.All.ShouldBe([Device.Cpu]);
        Device.Find("CPU").ShouldBe(Device.Cpu);
        Device.Find("tpu").ShouldBeNull();
        Device.Current.ShouldBe(Device.Cpu);
        Tensor.Zeros([2]).Device.ToString().ShouldBe("cpu");
    }

    [Fact]
    public void A_device_is_current_until_the_end_of_a_block()
    {
        using (ReferenceDevice.Device.Use())
        {
            Tensor.Ones([2]).Device.ShouldBe(ReferenceDevice.Device);
            using (Device.Cpu.Use())
                Tensor.Ones([2]).Device.ShouldBe(Device.Cpu);
            new RandomStream("x", 1).Normal([2]).Device.ShouldBe(ReferenceDevice.Device);
        }
        Device.Current.ShouldBe(Device.Cpu);
    }

    [Fact]
    public void Tensors_move_between_devices_and_change_type()
    {
        var x = Tensor.From([1.75, -2.5], [2], DType.F64);

        x.To(Device.Cpu).ShouldBeSameAs(x);
        x.To(ReferenceDevice.Device).To(Device.Cpu).ToArray<double>().ShouldBe([1.75, -2.5]);
        x.To(DType.I32).ToArray<int>().ShouldBe([1, -2]);
        x.To(ReferenceDevice.Device).To(DType.F32).ToArray<float>().ShouldBe([1.75f, -2.5f]);
    }
}
