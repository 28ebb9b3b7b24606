"""The style generator and its discriminator, layer by layer."""
import math

import torch
import torch.nn.functional as F
from torch import nn

from .discriminator import Discriminator
from .layers import KINDS, Labelled, Layers, Residual
from .sizes import side, w


class Equalized(nn.Module):
    """A weight from N(0, 1) and a bias, which passes multiply by rate/sqrt(fan in) and rate."""

    def __init__(self, shape, rate=1.0):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.zeros(shape)), nn.Parameter(torch.zeros(shape[0]))
        self.gain, self.rate = rate / math.sqrt(math.prod(shape[1:])), rate

    def scaled(self):
        return self.weight * self.gain, self.bias * self.rate


class Linear(Equalized):
    def __init__(self, inputs, outputs, rate=1.0):
        super().__init__((outputs, inputs), rate)

    def forward(self, x):
        return F.linear(x, *self.scaled())


class Conv(Equalized):
    def __init__(self, inputs, outputs, size, stride=1, padding=0):
        super().__init__((outputs, inputs, size, size))
        self.stride, self.padding = stride, padding

    def forward(self, x):
        return F.conv2d(x, *self.scaled(), self.stride, self.padding)


class Shortcut(nn.Module):
    """A 1×1 convolution without bias."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(outputs, inputs, 1, 1))

    def forward(self, x):
        return F.conv2d(x, self.weight / math.sqrt(self.weight.shape[1]))


class ScaledResidual(Residual):
    """(body(x) + shortcut(x)) / sqrt(2), where the shortcut is pooled and mixed."""

    def __init__(self, body, inputs, outputs):
        super().__init__(body, None, nn.AvgPool2d(2))
        self.shortcut = Shortcut(inputs, outputs) if inputs != outputs else None

    def forward(self, x, labels):
        return super().forward(x, labels) / math.sqrt(2)


class ScaledLeakyReLU(nn.Module):
    def forward(self, x):
        return F.leaky_relu(x, 0.2) * math.sqrt(2)


class Blur(nn.Module):
    """(1, 2, 1)/4 along both axes, by a convolution; at the borders divided by the sum of the weights inside."""

    def forward(self, x):
        row = torch.tensor([1.0, 2.0, 1.0])
        kernel = torch.outer(row, row)[None, None].repeat(x.shape[1], 1, 1, 1)
        inside = F.conv2d(torch.ones_like(x), kernel, padding=1, groups=x.shape[1])
        return F.conv2d(x, kernel, padding=1, groups=x.shape[1]) / inside


class PixelNorm(nn.Module):
    def forward(self, x):
        return x / (x.square().mean(1, keepdim=True) + 1e-8).sqrt()


class PixelNoise(nn.Module):
    """Noise from the function `draw_normal`, which is set before the first pass."""

    def __init__(self, height):
        super().__init__()
        self.strength, self.draw_normal = nn.Parameter(torch.zeros(1)), None
        self.register_buffer("noise", torch.zeros(1, 1, height, height))

    def forward(self, x):
        return x + self.strength * self.draw_normal((x.shape[0], 1, *x.shape[2:]))


class StyleConv(Equalized):
    """Weights of each image: scaled by its style, then each output to unit length; as one convolution of groups."""

    def __init__(self, inputs, outputs, size, style, demodulate=True):
        super().__init__((outputs, inputs, size, size))
        self.style, self.demodulate = Linear(style, inputs), demodulate

    def forward(self, x, w):
        n, inputs, height, width = x.shape
        weight, bias = self.scaled()
        weights = weight[None] * (1 + self.style(w))[:, None, :, None, None]
        if self.demodulate:
            weights = weights / (weights.square().sum((2, 3, 4), keepdim=True) + 1e-8).sqrt()
        y = F.conv2d(x.reshape(1, n * inputs, height, width), weights.flatten(0, 1), padding=weight.shape[2] // 2, groups=n)
        return y.reshape(n, -1, height, width) + bias[:, None, None]


class Mapping(Labelled):
    def __init__(self, layers, size):
        super().__init__()
        self.layers = layers
        self.register_buffer("mean", torch.zeros(size))

    def forward(self, x, labels):
        w = self.layers(x, labels)
        if self.training:
            self.mean.lerp_(w.detach().mean(0), 0.002)
        return w


class Constant(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.value = nn.Parameter(torch.zeros(1, *shape))

    def forward(self, x):
        return self.value.expand(x.shape[0], -1, -1, -1)


class ToImage(nn.Module):
    def __init__(self, inputs, style):
        super().__init__()
        self.conv = StyleConv(inputs, 1, 1, style, demodulate=False)


class StyleGenerator(Layers):
    """A chain whose mapping gives the style of all layers after it, and whose skips add up to the image."""

    def forward(self, x, labels):
        image = None
        for layer in self.children():
            if isinstance(layer, Mapping):
                x = self.styles = layer(x, labels)
            elif isinstance(layer, StyleConv):
                x = layer(x, self.styles)
            elif isinstance(layer, ToImage):
                part = layer.conv(x, self.styles)
                image = part if image is None else part + Blur()(F.interpolate(image, scale_factor=part.shape[2] // image.shape[2]))
            elif isinstance(layer, nn.Identity):
                x = image
            else:
                x = layer(x)
        return x


class MinibatchDeviation(nn.Module):
    def forward(self, x):
        n, channels, height, width = x.shape
        group = max(size for size in range(1, 5) if n % size == 0)
        groups = x.reshape(group, n // group, -1)
        deviation = ((groups - groups.mean(0)).square().mean(0) + 1e-8).sqrt().mean(1)
        return torch.cat([x, deviation.repeat(group)[:, None, None, None].expand(-1, 1, height, width)], 1)


KINDS.update({
    Linear: "linear", Conv: "conv", StyleConv: "style-conv", Mapping: "mapping", Constant: "constant", PixelNoise: "noise", ToImage: "to-image",
    ScaledResidual: "residual",
})


def stylegan2_generator(noise):
    style, sizes = w(128), (16, 8, 4, 2, 1)

    def layers(inputs, outputs, divisor, grows):
        first = (nn.Upsample(scale_factor=2), StyleConv(inputs, outputs, 3, style), Blur()) if grows else (StyleConv(inputs, outputs, 3, style),)
        return (*first, PixelNoise(side(divisor)), ScaledLeakyReLU())

    chain = [
        Mapping(Layers(PixelNorm(), Linear(noise, style, 0.01), ScaledLeakyReLU(), Linear(style, style, 0.01), ScaledLeakyReLU()), style),
        Constant(w(128), side(16), side(16)), *layers(w(128), w(128), 16, False), ToImage(w(128), style)]
    inputs = w(128)
    for divisor, outputs in zip(sizes[1:], (w(128), w(64), w(32), w(16))):
        chain += [*layers(inputs, outputs, divisor, True), *layers(outputs, outputs, divisor, False), ToImage(outputs, style)]
        inputs = outputs
    return StyleGenerator(*chain, nn.Identity(), nn.Tanh())


def stylegan2_discriminator():
    def shrinking(inputs, outputs):
        body = Layers(Conv(inputs, inputs, 3, 1, 1), ScaledLeakyReLU(), Blur(), Conv(inputs, outputs, 3, 2, 1), ScaledLeakyReLU())
        return ScaledResidual(body, inputs, outputs)

    return Discriminator(
        Layers(
            Conv(1, w(16), 1), ScaledLeakyReLU(), shrinking(w(16), w(32)), shrinking(w(32), w(64)), shrinking(w(64), w(128)),
            shrinking(w(128), w(128)), MinibatchDeviation(), Conv(w(128) + 1, w(128), 3, 1, 1), ScaledLeakyReLU(),
            nn.Flatten(), Linear(w(128) * side(16) ** 2, w(128)), ScaledLeakyReLU()),
        Layers(Linear(w(128), 1)))
