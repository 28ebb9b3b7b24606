"""Layers that PyTorch does not have, and the names that GanSharp gives to what layers learn."""
import torch
import torch.nn.functional as F
from torch import nn


def one_hot(labels, classes):
    return F.one_hot(labels, classes).double()


class Labelled(nn.Module):
    """A layer that is called with labels too."""


class Layers(Labelled):
    """Layers one after the other, named by number and kind."""

    def __init__(self, *layers):
        super().__init__()
        for number, layer in enumerate(layers):
            self.add_module(f"{number}:{KINDS.get(type(layer), 'plain')}", layer)

    def forward(self, x, labels):
        for layer in self.children():
            x = layer(x, labels) if isinstance(layer, Labelled) else layer(x)
        return x


class JoinLabels(Labelled):
    """The one-hot label behind a vector; as constant planes behind an image; or what a branch makes of it behind a vector."""

    def __init__(self, classes, branch=None):
        super().__init__()
        self.classes, self.labels = classes, branch

    def forward(self, x, labels):
        joined = one_hot(labels, self.classes)
        if self.labels is not None:
            joined = self.labels(joined, None)
        if x.dim() == 4:
            joined = joined[:, :, None, None].expand(-1, -1, *x.shape[2:])
        return torch.cat([x, joined], 1)


class EmbeddingProduct(Labelled):
    """The noise times a learned vector of the class."""

    def __init__(self, classes, size):
        super().__init__()
        self.vectors = nn.Embedding(classes, size)

    def forward(self, x, labels):
        return x * self.vectors(labels)


class Projection(Labelled):
    """The inner product of the features with a learned vector of the class, under spectral norm."""

    def __init__(self, classes, size):
        super().__init__()
        self.vectors = nn.utils.spectral_norm(nn.Embedding(classes, size))

    def forward(self, x, labels):
        return (x.flatten(1) * self.vectors(labels)).sum(1, keepdim=True)


class ClassBatchNorm(Labelled):
    """Batch norm whose scale and shift are those of each sample's class."""

    def __init__(self, channels, classes):
        super().__init__()
        self.gamma, self.beta = nn.Embedding(classes, channels), nn.Embedding(classes, channels)
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x, labels):
        normal = F.batch_norm(x, self.running_mean, self.running_var, training=True, momentum=0.1, eps=1e-5)
        shape = x.shape[:2] + (1,) * (x.dim() - 2)
        return self.gamma(labels).view(shape) * normal + self.beta(labels).view(shape)


class Maxout(nn.Module):
    """Units that are the largest of several linear functions, whose rows are adjacent."""

    def __init__(self, inputs, units, pieces):
        super().__init__()
        self.pieces, self.linear = pieces, nn.Linear(inputs, units * pieces)

    def forward(self, x):
        return self.linear(x).unflatten(1, (-1, self.pieces)).amax(2)


class Residual(Labelled):
    """body(x) + x, where x is resampled by the given layer and, for another number of channels, mixed by a 1×1 convolution without bias."""

    def __init__(self, body, channels=None, resample=None):
        super().__init__()
        self.body, self.resample = body, resample
        self.shortcut = nn.Conv2d(*channels, 1, bias=False) if channels else None

    def forward(self, x, labels):
        y = self.body(x, labels)
        for layer in (self.resample, self.shortcut):
            x = layer(x) if layer is not None else x
        return y + x


class Dropout(nn.Module):
    """Dropout with masks of 0 and 1 from the function `draw`, which is set before the first pass."""

    def __init__(self, p, channels=False):
        super().__init__()
        self.p, self.channels, self.draw = p, channels, None

    def forward(self, x):
        mask = self.draw(x.shape[:2] if self.channels else x.shape, self.p)
        return x * mask.view(mask.shape + (1,) * (x.dim() - mask.dim())) / (1 - self.p)


KINDS = {
    nn.Linear: "linear", nn.Conv2d: "conv", nn.ConvTranspose2d: "deconv", nn.BatchNorm1d: "batch-norm", nn.BatchNorm2d: "batch-norm",
    ClassBatchNorm: "batch-norm", nn.PReLU: "prelu", Maxout: "maxout", Residual: "residual", JoinLabels: "concat-labels",
    EmbeddingProduct: "embedding-product",
}


def state(network):
    """Parameters and buffers by GanSharp's names."""
    named = ((gansharp_name(key), tensor) for key, tensor in network.state_dict().items())
    return {name: tensor for name, tensor in named if name}


def gansharp_name(key):
    layer, _, entry = key.replace(":", ".").replace("vectors.", "").rpartition(".")
    entry = {"running_mean": "running-mean", "running_var": "running-variance", "weight_orig": "weight", "weight_u": "spectral.u"}.get(entry, entry)
    if layer.endswith(("gamma", "beta")):
        return layer
    if layer.endswith("batch-norm"):
        entry = {"weight": "gamma", "bias": "beta"}.get(entry, entry)
    return None if entry in ("weight_v", "num_batches_tracked") else f"{layer}.{entry}"
