"""Every built-in recipe: its networks, its objective, its noise, its optimisers."""
from dataclasses import dataclass
from typing import Callable

import numpy as np
from torch.nn import Module
from torch.optim import Adam, AdamW, RMSprop

from . import convolutional, dense, fastgan as fast, grouped, objectives, residual, sizes, style
from .sizes import classes, w


@dataclass
class Gan:
    """
    What a recipe says. Gain and bias are no part of it: the deviation of first weights (over the root of a unit's inputs) and of first biases. They
    take losses with a bend to both of its sides: scores around a hinge at 1, energies around a margin of 0.3, k above 0; and in wgan, where batch norm
    makes the mean scores of both halves nearly equal, the scores apart by more than single precision rounds.
    """

    generator: Module
    discriminator: Module
    objective: objectives.Objective
    noise: Callable
    optimizer: Callable
    discriminator_optimizer: Callable = None
    conditional: bool = False
    critic_steps: int = 1
    darkest: int = -1
    gain: float = 1.4
    bias: float = 0.2
    augment: tuple = ()


def normal(size):
    return lambda rng, count: rng.standard_normal((count, size))


def uniform(size, low, high):
    return lambda rng, count: rng.uniform(low, high, (count, size))


def with_codes(size):
    """Normal noise, a category of ten, two uniform numbers."""
    def draw(rng, count):
        return np.concatenate([rng.standard_normal((count, size)), np.eye(10)[rng.integers(0, 10, count)], rng.uniform(-1, 1, (count, 2))], 1)
    return draw


def adam(rate, *betas):
    return lambda parameters: Adam(parameters, lr=rate, betas=betas)


ADAM = adam(2e-4, 0.5, 0.999)


def gan():
    return Gan(
        convolutional.conv_generator(w(62)), convolutional.conv_discriminator(), objectives.NonSaturating(), normal(w(62)), adam(2e-3, 0.5, 0.999),
        discriminator_optimizer=adam(4e-4, 0.5, 0.999))


def lsgan():
    return Gan(
        convolutional.conv_generator(w(62)), convolutional.conv_discriminator(), objectives.LeastSquares(), normal(w(62)), adam(2e-3, 0.5, 0.999),
        discriminator_optimizer=adam(4e-4, 0.5, 0.999), critic_steps=2)


def wgan():
    return Gan(
        convolutional.conv_generator(w(62)), convolutional.conv_discriminator(), objectives.ClippedWasserstein(), normal(w(62)),
        lambda parameters: RMSprop(parameters, lr=1e-3), discriminator_optimizer=lambda parameters: RMSprop(parameters, lr=5e-4), critic_steps=2,
        gain=8, bias=0.01)


def wgan_gp():
    return Gan(
        convolutional.conv_generator(w(62)), convolutional.conv_critic(), objectives.PenalisedWasserstein(), normal(w(62)), adam(1e-3, 0.5, 0.9),
        critic_steps=5)


def wgan_gp_conditional():
    return Gan(
        convolutional.conv_generator(w(62), classes()), convolutional.conv_critic(classes()), objectives.ClassifyingWasserstein(), normal(w(62)),
        adam(1e-3, 0.5, 0.9), conditional=True, critic_steps=5)


def dragan():
    return Gan(
        convolutional.conv_generator(w(62)), convolutional.spectral_discriminator(), objectives.Dragan(), normal(w(62)), adam(1e-3, 0, 0.9),
        discriminator_optimizer=adam(4e-4, 0, 0.9), critic_steps=2)


def cgan():
    return Gan(
        convolutional.conv_generator(w(62), classes()), convolutional.conv_discriminator(classes()), objectives.NonSaturating(), normal(w(62)), ADAM,
        conditional=True)


def acgan():
    return Gan(
        convolutional.conv_generator(w(62), classes()), convolutional.acgan_discriminator(classes()), objectives.AuxiliaryClassifier(), normal(w(62)), ADAM,
        conditional=True)


def ebgan():
    return Gan(
        convolutional.conv_generator(w(62)), convolutional.auto_encoder(128), objectives.EnergyBased(), normal(w(62)), adam(4e-3, 0.5, 0.999),
        discriminator_optimizer=adam(1e-3, 0.5, 0.999), gain=0.9)


def began():
    return Gan(
        convolutional.conv_generator(w(62)), convolutional.auto_encoder(256), objectives.BoundaryEquilibrium(), normal(w(62)), adam(4e-3, 0.5, 0.999),
        discriminator_optimizer=adam(1e-3, 0.5, 0.999), gain=0.5)


def infogan():
    return Gan(
        convolutional.conv_generator(w(62) + 10 + 2), convolutional.infogan_discriminator(), objectives.InfoGan(), with_codes(w(62)),
        adam(1e-3, 0.5, 0.999), discriminator_optimizer=ADAM)


def hinge():
    return Gan(
        convolutional.conv_generator(w(62)), convolutional.spectral_discriminator(), objectives.Hinge(), normal(w(62)), adam(1e-3, 0, 0.9),
        discriminator_optimizer=adam(4e-4, 0, 0.9), bias=0.65)


def cgan_projection():
    return Gan(
        convolutional.conv_generator(w(62), classes(), norms_by_class=True), convolutional.spectral_discriminator(classes()), objectives.Hinge(),
        normal(w(62)), ADAM, conditional=True, bias=2)


def gan_mlp():
    return Gan(
        dense.mlp_generator(w(100)), dense.mlp_discriminator(), objectives.NonSaturating(), normal(w(100)), adam(1e-3, 0.5, 0.999))


def gan_fc():
    return Gan(
        dense.fc_generator(w(96)), dense.fc_discriminator(), objectives.NonSaturating(), uniform(w(96), -1, 1), adam(1e-3, 0.5, 0.999))


def cgan_mlp():
    return Gan(
        dense.cgan_mlp_generator(w(100), classes()), dense.cgan_mlp_discriminator(classes()), objectives.NonSaturating(),
        uniform(w(100), -1, 1), adam(2e-3, 0.5, 0.999), conditional=True, darkest=0)


def cgan_keras():
    return Gan(
        dense.cgan_keras_generator(w(100), classes()), dense.cgan_keras_discriminator(classes()), objectives.NonSaturating(), normal(w(100)),
        adam(2e-3, 0.5, 0.999), conditional=True, darkest=0)


def cgan_paper():
    return Gan(
        dense.cgan_paper_generator(w(100), classes()), dense.cgan_paper_discriminator(classes()), objectives.NonSaturating(),
        uniform(w(100), 0, 1), adam(1e-3, 0.5, 0.999), conditional=True, darkest=0)


def cgan_plus():
    return Gan(
        dense.cgan_plus_generator(w(100), classes()), dense.cgan_plus_discriminator(classes()), objectives.NonSaturating(),
        uniform(w(100), 0, 1), lambda parameters: AdamW(parameters, lr=1e-3, betas=(0.5, 0.999), weight_decay=0.01), conditional=True, darkest=0)


def default():
    return Gan(
        convolutional.default_generator(w(64), classes()), convolutional.default_discriminator(classes()), objectives.NonSaturating(), normal(w(64)),
        adam(1e-3, 0.5, 0.999), conditional=True)


def cgan_small():
    return Gan(
        convolutional.default_generator(w(64), classes()), convolutional.conv_discriminator(classes()), objectives.NonSaturating(), normal(w(64)),
        adam(2e-3, 0.5, 0.999), discriminator_optimizer=adam(4e-4, 0.5, 0.999), conditional=True, gain=1)


def cgan_dcgan():
    return Gan(
        convolutional.cgan_dcgan_generator(w(100), classes()), convolutional.cgan_dcgan_discriminator(classes()), objectives.NonSaturating(), normal(w(100)),
        adam(1e-3, 0.5, 0.999), conditional=True)


def acgan_upsample():
    return Gan(
        convolutional.acgan_upsample_generator(w(100), classes()), convolutional.acgan_upsample_discriminator(classes()),
        objectives.AveragedAuxiliaryClassifier(), uniform(w(100), -0.5, 1), adam(5e-4, 0.5, 0.999), conditional=True)


def cgan_resnet():
    return Gan(
        residual.cgan_resnet_generator(w(100), classes()), residual.cgan_resnet_discriminator(classes()), objectives.NonSaturating(), normal(w(100)),
        adam(1e-3, 0.5, 0.999), conditional=True)


def r3gan():
    return Gan(
        convolutional.conv_generator(w(62)), convolutional.spectral_discriminator(), objectives.Relativistic(0.1), normal(w(62)),
        adam(1e-3, 0, 0.99), discriminator_optimizer=adam(4e-4, 0, 0.99), critic_steps=2)


def r3gan_64():
    return Gan(
        grouped.r3gan_64_generator(w(64)), grouped.r3gan_64_discriminator(), objectives.Relativistic(1), normal(w(64)), adam(2e-4, 0, 0.99))


def stylegan2():
    return Gan(
        style.stylegan2_generator(w(128)), style.stylegan2_discriminator(), objectives.StyleGan2(), normal(w(128)), adam(2e-3, 0, 0.99), gain=0,
        bias=0.2)


def fastgan():
    return Gan(
        fast.fastgan_generator(w(128)), fast.fastgan_discriminator(), objectives.SelfSupervisedHinge(), normal(w(128)), ADAM, bias=0.65,
        augment=("translation", "colour", "cutout"))


SIZES = {"fastgan": sizes.EVEN, "r3gan-64": sizes.EVEN, "stylegan2": sizes.LARGER}
ALL = {build.__name__.replace("_", "-"): build for build in (
    acgan, acgan_upsample, began, cgan, cgan_dcgan, cgan_keras, cgan_mlp, cgan_paper, cgan_plus, cgan_projection, cgan_resnet, cgan_small, default,
    dragan, ebgan, fastgan, gan, gan_fc, gan_mlp, hinge, infogan, lsgan, r3gan, r3gan_64, stylegan2, wgan, wgan_gp, wgan_gp_conditional)}
