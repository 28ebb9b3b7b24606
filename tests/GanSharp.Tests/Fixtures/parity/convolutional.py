"""Convolutional networks, layer by layer: first InfoGAN's pair, which most objectives share."""
from torch import nn
from torch.nn.utils import spectral_norm

from .discriminator import Discriminator, linear_score
from .layers import ClassBatchNorm, Dropout, EmbeddingProduct, JoinLabels, Layers, Projection
from .sizes import pixels, side, w


def conv_generator(noise, classes=0, norms_by_class=False):
    joined = classes if classes and not norms_by_class else 0

    def norm(layer, channels):
        return ClassBatchNorm(channels, classes) if norms_by_class else layer(channels)

    return Layers(
        *([JoinLabels(joined)] if joined else []),
        nn.Linear(noise + joined, w(1024)), norm(nn.BatchNorm1d, w(1024)), nn.ReLU(),
        nn.Linear(w(1024), w(128) * pixels(4)), norm(nn.BatchNorm1d, w(128) * pixels(4)), nn.ReLU(), nn.Unflatten(1, (w(128), side(4), side(4))),
        nn.ConvTranspose2d(w(128), w(64), 4, 2, 1), norm(nn.BatchNorm2d, w(64)), nn.ReLU(),
        nn.ConvTranspose2d(w(64), 1, 4, 2, 1), nn.Tanh())


def conv_trunk(classes=0):
    return Layers(
        *([JoinLabels(classes)] if classes else []),
        nn.Conv2d(1 + classes, w(64), 4, 2, 1), nn.LeakyReLU(0.2),
        nn.Conv2d(w(64), w(128), 4, 2, 1), nn.BatchNorm2d(w(128)), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(w(128) * pixels(4), w(1024)), nn.BatchNorm1d(w(1024)), nn.LeakyReLU(0.2))


def conv_discriminator(classes=0):
    return Discriminator(conv_trunk(classes), linear_score(w(1024)))


def conv_critic(classes=0):
    """Without batch norm, so that images are judged one by one; names the class where there are classes."""
    return Discriminator(
        Layers(
            nn.Conv2d(1, w(64), 4, 2, 1), nn.LeakyReLU(0.2),
            nn.Conv2d(w(64), w(128), 4, 2, 1), nn.LeakyReLU(0.2),
            nn.Flatten(), nn.Linear(w(128) * pixels(4), w(1024)), nn.LeakyReLU(0.2)),
        linear_score(w(1024)),
        class_head=Layers(nn.Linear(w(1024), classes)) if classes else None)


def spectral_discriminator(classes=0):
    return Discriminator(
        Layers(
            spectral_norm(nn.Conv2d(1, w(64), 4, 2, 1)), nn.LeakyReLU(0.2),
            spectral_norm(nn.Conv2d(w(64), w(128), 4, 2, 1)), nn.LeakyReLU(0.2),
            nn.Flatten(), spectral_norm(nn.Linear(w(128) * pixels(4), w(1024))), nn.LeakyReLU(0.2)),
        Layers(spectral_norm(nn.Linear(w(1024), 1))),
        projection=Projection(classes, w(1024)) if classes else None)


def acgan_discriminator(classes):
    return Discriminator(conv_trunk(), linear_score(w(1024)), class_head=Layers(nn.Linear(w(1024), classes)))


def infogan_discriminator():
    """The code head gives ten logits of a category, then means and log variances of two numbers."""
    return Discriminator(
        conv_trunk(), linear_score(w(1024)),
        code_head=Layers(nn.Linear(w(1024), w(128)), nn.BatchNorm1d(w(128)), nn.LeakyReLU(0.2), nn.Linear(w(128), 10 + 2 + 2)))


def auto_encoder(code):
    return Discriminator(
        Layers(nn.Conv2d(1, w(64), 4, 2, 1), nn.ReLU(), nn.Flatten(), nn.Linear(w(64) * pixels(2), w(code)), nn.BatchNorm1d(w(code))),
        decoder=Layers(
            nn.Linear(w(code), w(64) * pixels(2)), nn.Unflatten(1, (w(64), side(2), side(2))), nn.BatchNorm2d(w(64)), nn.ReLU(),
            nn.ConvTranspose2d(w(64), 1, 4, 2, 1)))


def default_generator(noise, classes):
    return Layers(
        JoinLabels(classes), nn.Linear(noise + classes, w(96) * pixels(4)), nn.Unflatten(1, (w(96), side(4), side(4))), nn.BatchNorm2d(w(96)), nn.ReLU(),
        nn.ConvTranspose2d(w(96), w(48), 4, 2, 1), nn.BatchNorm2d(w(48)), nn.ReLU(),
        nn.ConvTranspose2d(w(48), 1, 4, 2, 1), nn.Tanh())


def default_discriminator(classes):
    return Discriminator(
        Layers(
            JoinLabels(classes), nn.Conv2d(1 + classes, w(32), 4, 2, 1), nn.LeakyReLU(0.2),
            nn.Conv2d(w(32), w(64), 4, 2, 1), nn.BatchNorm2d(w(64)), nn.LeakyReLU(0.2),
            nn.Conv2d(w(64), w(128), 3, 2, 1), nn.BatchNorm2d(w(128)), nn.LeakyReLU(0.2)),
        Layers(nn.Flatten(), nn.Linear(w(128) * pixels(8), 1)))


def cgan_dcgan_generator(noise, classes):
    return Layers(
        JoinLabels(classes), nn.Linear(noise + classes, w(256) * pixels(4)), nn.BatchNorm1d(w(256) * pixels(4)), nn.Unflatten(1, (w(256), side(4), side(4))),
        nn.ConvTranspose2d(w(256), w(128), 5, 1, 2), nn.BatchNorm2d(w(128)), nn.LeakyReLU(0.3),
        nn.ConvTranspose2d(w(128), w(64), 5, 2, 2, 1), nn.BatchNorm2d(w(64)), nn.LeakyReLU(0.3),
        nn.ConvTranspose2d(w(64), 1, 5, 2, 2, 1), nn.Tanh())


def cgan_dcgan_discriminator(classes):
    return Discriminator(
        Layers(
            JoinLabels(classes), nn.Conv2d(1 + classes, w(64), 5, 2, 2), nn.LeakyReLU(0.3),
            nn.Conv2d(w(64), w(128), 5, 2, 2), nn.LeakyReLU(0.3)),
        Layers(nn.Flatten(), nn.Linear(w(128) * pixels(4), 1)))


def acgan_upsample_generator(noise, classes):
    return Layers(
        EmbeddingProduct(classes, noise), nn.Linear(noise, w(128) * pixels(4)), nn.Unflatten(1, (w(128), side(4), side(4))),
        nn.BatchNorm2d(w(128)), nn.Upsample(scale_factor=2), nn.Conv2d(w(128), w(128), 3, 1, 1),
        nn.BatchNorm2d(w(128)), nn.LeakyReLU(0.2), nn.Upsample(scale_factor=2), nn.Conv2d(w(128), w(64), 3, 1, 1),
        nn.BatchNorm2d(w(64)), nn.LeakyReLU(0.2), nn.Conv2d(w(64), 1, 3, 1, 1), nn.Tanh())


def acgan_upsample_discriminator(classes):
    def block(inputs, outputs):
        return nn.Conv2d(inputs, outputs, 3, 2, 1), nn.LeakyReLU(0.2), Dropout(0.25, channels=True)

    return Discriminator(
        Layers(
            *block(1, w(16)), *block(w(16), w(32)), nn.BatchNorm2d(w(32)), *block(w(32), w(64)), nn.BatchNorm2d(w(64)),
            *block(w(64), w(128)), nn.BatchNorm2d(w(128))),
        Layers(nn.Flatten(), nn.Linear(w(128) * pixels(16), 1)),
        class_head=Layers(nn.Flatten(), nn.Linear(w(128) * pixels(16), classes)))
