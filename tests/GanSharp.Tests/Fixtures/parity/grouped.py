"""Residual networks of convolutions in groups, layer by layer."""
import torch
from torch import nn

from .discriminator import Discriminator
from .layers import KINDS, Layers, Residual
from .sizes import groups, side, w
from .style import Blur


class FromBasis(nn.Module):
    """Learned images, one per channel, times weighted sums of the noise."""

    def __init__(self, inputs, *shape):
        super().__init__()
        self.images, self.weights = nn.Parameter(torch.zeros(shape)), nn.Linear(inputs, shape[0], bias=False)

    def forward(self, x):
        return torch.einsum("nc,chw->nchw", self.weights(x), self.images)


class ToBasis(nn.Module):
    """A convolution of each channel with a window as large as the image."""

    def __init__(self, *shape):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        return nn.functional.conv2d(x, self.weight[:, None], groups=x.shape[1]).flatten(1)


KINDS.update({FromBasis: "from-basis", ToBasis: "to-basis"})


def block(width, wide, count):
    return Residual(Layers(
        nn.Conv2d(width, wide, 1), nn.LeakyReLU(0.2), nn.Conv2d(wide, wide, 3, 1, 1, groups=groups(count)), nn.LeakyReLU(0.2),
        nn.Conv2d(wide, width, 1, bias=False)))


# Width, width inside the block, groups: from images to the last 1/16 of their side.
STAGES = (8, 16, 1), (16, 32, 2), (32, 64, 4), (64, 128, 8), (128, 256, 16)


def widths():
    return [(w(width), w(wide), count) for width, wide, count in STAGES]


def r3gan_64_generator(noise):
    last, *stages = widths()[::-1]
    chain = [FromBasis(noise, last[0], side(16), side(16)), block(*last)]
    inputs = last[0]
    for width, wide, count in stages:
        chain += [nn.Conv2d(inputs, width, 1, bias=False), nn.Upsample(scale_factor=2), Blur(), block(width, wide, count)]
        inputs = width
    return Layers(*chain, nn.Conv2d(inputs, 1, 1, bias=False), nn.Tanh())


def r3gan_64_discriminator():
    first, *stages = widths()
    chain = [nn.Conv2d(1, first[0], 1, bias=False), block(*first)]
    inputs = first[0]
    for width, wide, count in stages:
        chain += [Blur(), nn.AvgPool2d(2), nn.Conv2d(inputs, width, 1, bias=False), block(width, wide, count)]
        inputs = width
    return Discriminator(Layers(*chain, ToBasis(inputs, side(16), side(16))), Layers(nn.Linear(inputs, 1, bias=False)))
