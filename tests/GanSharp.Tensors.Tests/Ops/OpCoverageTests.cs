using System.Reflection;

namespace GanSharp.Tensors.Tests.Ops;

/// <summary>
/// Every operation is tested: a new public method of <see cref="Ops"/> fails here until it has a case.
/// </summary>
public class OpCoverageTests
{
    /// <summary>
    /// Operations with a random mask have tests of their properties instead (<see cref="DropoutTests"/>).
    /// </summary>
    private static readonly string[] Random = ["Dropout", "ChannelDropout"];

    [Fact]
    public void Every_operation_has_a_case()
    {
        var operations = typeof(TensorOps).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(Tensor))
            .Select(method => method.Name);
        var covered = OpCases.Names.Select(name => name.Split('/')[0]);

        operations.Distinct().Except(Random).ShouldBe(covered.Distinct(), ignoreOrder: true);
    }
}
