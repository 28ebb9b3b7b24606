namespace GanSharp.PyTorch;

/// <summary>Classes of Python for layers that PyTorch does not have. A class that takes labels says so.</summary>
internal static class PyTorchHelpers
{
    public const string ConcatLabels = """
        class ConcatLabels(nn.Module):
            by_class = True

            def __init__(self, classes, *branch):
                super().__init__()
                self.classes, self.labels = classes, nn.Sequential(*branch)

            def forward(self, x, labels):
                joined = self.labels(nn.functional.one_hot(labels, self.classes).to(x.dtype))
                joined = joined.view(joined.shape + (1,) * (x.dim() - 2))
                return torch.cat([x, joined.expand(-1, -1, *x.shape[2:])], 1)
        """;

    public const string EmbeddingProduct = """
        class EmbeddingProduct(nn.Embedding):
            by_class = True

            def forward(self, x, labels):
                return x * super().forward(labels)
        """;

    public const string ClassBatchNorm = """
        class ClassBatchNorm(nn.Module):
            by_class = True

            def __init__(self, norm, channels, classes):
                super().__init__()
                self.norm = norm
                self.scale, self.shift = nn.Embedding(classes, channels), nn.Embedding(classes, channels)

            def forward(self, x, labels):
                shape = x.shape[:2] + (1,) * (x.dim() - 2)
                return self.norm(x) * self.scale(labels).view(shape) + self.shift(labels).view(shape)
        """;

    public const string Residual = """
        class Residual(nn.Module):
            def __init__(self, body, shortcut):
                super().__init__()
                self.body, self.shortcut = body, shortcut

            def forward(self, x):
                return self.body(x) + self.shortcut(x)
        """;

    public const string FromBasis = """
        class FromBasis(nn.Module):
            def __init__(self, inputs, *shape):
                super().__init__()
                self.images, self.weights = nn.Parameter(torch.zeros(shape)), nn.Linear(inputs, shape[0], bias=False)

            def forward(self, x):
                return self.weights(x)[:, :, None, None] * self.images
        """;

    public const string Blur = """
        class Blur(nn.Module):
            def forward(self, x):
                row = torch.tensor([1.0, 2.0, 1.0], dtype=x.dtype, device=x.device)
                window = torch.outer(row, row).expand(x.shape[1], 1, 3, 3)
                sums = [nn.functional.conv2d(y, window, padding=1, groups=x.shape[1]) for y in (x, torch.ones_like(x))]
                return sums[0] / sums[1]
        """;

    public const string PixelNorm = """
        class PixelNorm(nn.Module):
            def forward(self, x):
                return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)
        """;

    /// <summary>The method of a network in which some layers take the labels.</summary>
    public const string ForwardLabels = """

            def forward(self, x, labels):
                for layer in self:
                    x = layer(x, labels) if hasattr(layer, "by_class") else layer(x)
                return x
        """;
}
