using GanSharp.Models;
using GanSharp.Networks;

namespace GanSharp.Tests.Networks;

public class BatchNormsTests
{
    [Theory]
    [InlineData("conv 2 k3, batch-norm", "1.batch-norm", 36)]
    [InlineData("residual (batch-norm)", "0.residual.body.0.batch-norm", 64)]
    [InlineData("mean (tanh) (avg-pool, batch-norm, upsample 2)", "0.mean.1.1.batch-norm", 16)]
    [InlineData("mean (residual (batch-norm)) (tanh)", "0.mean.0.0.residual.body.0.batch-norm", 64)]
    [InlineData("decode (batch-norm)", "0.decode.layers.0.batch-norm", 64)]
    [InlineData("decode part (batch-norm)", "0.decode.layers.0.batch-norm", 16)]
    [InlineData("mapping (linear 3, batch-norm)", "1.mapping.layers.1.batch-norm", 1)]
    [InlineData("concat-labels (linear 4, batch-norm)", "0.concat-labels.labels.1.batch-norm", 1)]
    public void They_are_found_within_every_layer(string line, string path, int values)
    {
        var network = NetworkBuilder.Build([line], [2, 8, 8], new NetworkContext(new ImageShape(2, 8, 8), 3));
        BatchNorms.Of(network, [2, 8, 8]).ShouldBe([(path, values)]);
        BatchNorms.Of(new Discriminator { Trunk = network }, [2, 8, 8]).ShouldBe([($"trunk.{path}", values)]);
    }
}
