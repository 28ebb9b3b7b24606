namespace GanSharp.Tensors.Tests.Random;

/// <summary>The known answers of the generator's reference implementation.</summary>
public class PhiloxTests
{
    [Fact]
    public void All_zeros() =>
        Philox.Block(key: 0, counter: 0).ShouldBe((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u));

    [Fact]
    public void All_ones() =>
        Philox
            .Block(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue)
            .ShouldBe((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu));

    [Fact]
    public void Digits_of_pi() =>
        Philox.Block(key: 0x299f31d0_a4093822, counter: 0x85a308d3_243f6a88, counterHigh: 0x03707344_13198a2e)
            .ShouldBe((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u));
}
