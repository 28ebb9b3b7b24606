"""The generator with skip-layer excitation and the discriminator that decodes its features, layer by layer."""
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils import spectral_norm

from .discriminator import Discriminator
from .layers import KINDS, Labelled, Layers
from .sizes import pixels, side, w
from .style import PixelNoise


class JointBatchNorm(nn.BatchNorm2d):
    """Where `parts` is 2, the halves of a batch are normalised one after the other, as in two passes."""

    parts = 1

    def forward(self, x):
        return torch.cat([super(JointBatchNorm, self).forward(part) for part in x.chunk(self.parts)])


class Branches(Labelled):
    """The mean of what all branches make of the input."""

    def __init__(self, *branches):
        super().__init__()
        for number, branch in enumerate(branches):
            self.add_module(str(number), branch)

    def forward(self, x, labels):
        return torch.stack([branch(x, labels) for branch in self.children()]).mean(0)


class SkipExcitation(nn.Module):
    """A gate for each channel, of features on a smaller side: a convolution over all that pooling leaves, and one of single pixels."""

    def __init__(self, divisor, inputs, channels):
        super().__init__()
        self.side, self.rest = side(divisor), min(4, side(divisor))
        self.gate = Layers(
            nn.AdaptiveAvgPool2d(self.rest), nn.Flatten(), conv_of_all(inputs * self.rest ** 2, channels), nn.LeakyReLU(0.1),
            conv_of_all(channels, channels), nn.Sigmoid())

    def forward(self, x, smaller):
        return x * self.gate(smaller, None)[:, :, None, None]


class Decoder(nn.Module):
    """Keeps the features that pass, which its layers decode; in one of four parts if `part`."""

    def __init__(self, layers, part=False):
        super().__init__()
        self.layers, self.part = layers, part

    def forward(self, x):
        self.features = x
        return x


class ExcitedLayers(Layers):
    """A chain in which excitations read the latest features of their side."""

    def forward(self, x, labels):
        latest = {}
        for layer in self.children():
            x = layer(x, latest[layer.side]) if isinstance(layer, SkipExcitation) else layer(x)
            if x.dim() == 4:
                latest[x.shape[2]] = x
        return x


KINDS.update({JointBatchNorm: "batch-norm", Branches: "mean", SkipExcitation: "skip-excitation", Decoder: "decode"})


def conv_of_all(inputs, outputs):
    return spectral_norm(nn.Linear(inputs, outputs, bias=False))


def conv(*window):
    return spectral_norm(nn.Conv2d(*window))


def fastgan_generator(noise):
    def gated(inputs, outputs, noisy=None, norm=nn.BatchNorm2d, grows=True):
        return (
            *([nn.Upsample(scale_factor=2)] if grows else []), conv(inputs, outputs, 3, 1, 1), *([PixelNoise(side(noisy))] if noisy else []),
            norm(outputs), nn.GLU(1))

    return ExcitedLayers(
        spectral_norm(nn.Linear(noise, w(384) * pixels(16))), nn.Unflatten(1, (w(384), side(16), side(16))), nn.BatchNorm2d(w(384)), nn.GLU(1),
        *gated(w(384) // 2, w(192), 8), *gated(w(192) // 2, w(192), 8, grows=False),
        *gated(w(192) // 2, w(96)),
        *gated(w(96) // 2, w(48), 2), *gated(w(48) // 2, w(48), 2, grows=False), SkipExcitation(16, w(384) // 2, w(48) // 2),
        *gated(w(48) // 2, w(48)), SkipExcitation(8, w(192) // 2, w(48) // 2),
        conv(w(48) // 2, 1, 3, 1, 1), nn.Tanh())


def fastgan_discriminator():
    def normed(*window):
        return conv(*window), JointBatchNorm(window[1]), nn.LeakyReLU(0.2)

    def shrinking(inputs, outputs):
        return Branches(
            Layers(*normed(inputs, outputs, 4, 2, 1), *normed(outputs, outputs, 3, 1, 1)),
            Layers(nn.AvgPool2d(2), *normed(inputs, outputs, 1)))

    def decoder(inputs, part):
        def growing(inputs, outputs):
            return nn.Upsample(scale_factor=2), conv(inputs, outputs, 3, 1, 1), nn.BatchNorm2d(outputs), nn.GLU(1)

        return Decoder(
            Layers(*growing(inputs, w(48)), *growing(w(48) // 2, w(24)), conv(w(24) // 2, 1, 3, 1, 1), nn.Tanh()), part)

    return Discriminator(
        Layers(
            conv(1, w(24), 4, 2, 1), nn.LeakyReLU(0.2),
            shrinking(w(24), w(48)), decoder(w(48), part=True),
            shrinking(w(48), w(96)), decoder(w(96), part=False),
            *normed(w(96), w(192), 1)),
        Layers(nn.Flatten(), spectral_norm(nn.Linear(w(192) * pixels(8), 1))))
