"""Residual networks, layer by layer."""
from torch import nn

from .discriminator import Discriminator
from .layers import JoinLabels, Layers, Residual
from .sizes import pixels, side, w


def cgan_resnet_generator(noise, classes):
    def growing(inputs, outputs):
        body = Layers(
            nn.BatchNorm2d(inputs), nn.ReLU(), nn.Upsample(scale_factor=2), nn.Conv2d(inputs, outputs, 3, 1, 1),
            nn.BatchNorm2d(outputs), nn.ReLU(), nn.Conv2d(outputs, outputs, 3, 1, 1))
        return Residual(body, (inputs, outputs), nn.Upsample(scale_factor=2))

    return Layers(
        JoinLabels(classes), nn.Linear(noise + classes, w(128) * pixels(4)), nn.Unflatten(1, (w(128), side(4), side(4))),
        growing(w(128), w(64)), growing(w(64), w(32)),
        nn.BatchNorm2d(w(32)), nn.ReLU(), nn.Conv2d(w(32), 1, 3, 1, 1), nn.Tanh())


def cgan_resnet_discriminator(classes):
    inputs = 1 + classes
    first = Layers(nn.Conv2d(inputs, w(32), 3, 1, 1), nn.LeakyReLU(0.2), nn.Conv2d(w(32), w(32), 3, 1, 1), nn.AvgPool2d(2))
    second = Layers(
        nn.LeakyReLU(0.2), nn.Conv2d(w(32), w(64), 3, 1, 1), nn.LeakyReLU(0.2), nn.Conv2d(w(64), w(64), 3, 1, 1), nn.AvgPool2d(2))
    return Discriminator(
        Layers(
            JoinLabels(classes), Residual(first, (inputs, w(32)), nn.AvgPool2d(2)), Residual(second, (w(32), w(64)), nn.AvgPool2d(2)),
            nn.LeakyReLU(0.2)),
        Layers(nn.Flatten(), nn.Linear(w(64) * pixels(4), 1)))
