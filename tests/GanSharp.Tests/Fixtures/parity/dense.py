"""Fully connected networks, layer by layer."""
from torch import nn

from .discriminator import Discriminator, linear_score
from .layers import Dropout, JoinLabels, Layers, Maxout
from .sizes import pixels, side, w


def image():
    """Vectors as images."""
    return nn.Unflatten(1, (1, side(), side()))


def mlp_generator(noise):
    return Layers(
        nn.Linear(noise, w(256)), nn.LeakyReLU(0.2), nn.Linear(w(256), w(512)), nn.LeakyReLU(0.2), nn.Linear(w(512), w(1024)), nn.LeakyReLU(0.2),
        nn.Linear(w(1024), pixels()), image(), nn.Tanh())


def mlp_discriminator():
    return Discriminator(
        Layers(
            nn.Flatten(), nn.Linear(pixels(), w(1024)), nn.LeakyReLU(0.2), Dropout(0.3),
            nn.Linear(w(1024), w(512)), nn.LeakyReLU(0.2), Dropout(0.3),
            nn.Linear(w(512), w(256)), nn.LeakyReLU(0.2), Dropout(0.3)),
        linear_score(w(256)))


def fc_generator(noise):
    return Layers(nn.Linear(noise, w(1024)), nn.ReLU(), nn.Linear(w(1024), w(1024)), nn.ReLU(), nn.Linear(w(1024), pixels()), image(), nn.Tanh())


def fc_discriminator():
    return Discriminator(
        Layers(nn.Flatten(), nn.Linear(pixels(), w(256)), nn.LeakyReLU(0.01), nn.Linear(w(256), w(256)), nn.LeakyReLU(0.01)), linear_score(w(256)))


def cgan_mlp_generator(noise, classes):
    return Layers(JoinLabels(classes), nn.Linear(noise + classes, w(128)), nn.ReLU(), nn.Linear(w(128), pixels()), image(), nn.Sigmoid())


def cgan_mlp_discriminator(classes):
    return Discriminator(Layers(nn.Flatten(), JoinLabels(classes), nn.Linear(pixels() + classes, w(128)), nn.ReLU()), linear_score(w(128)))


def cgan_keras_generator(noise, classes):
    return Layers(
        JoinLabels(classes), nn.Linear(noise + classes, w(256)), nn.ReLU(), nn.BatchNorm1d(w(256)),
        nn.Linear(w(256), w(512)), nn.ReLU(), nn.BatchNorm1d(w(512)), nn.Linear(w(512), pixels()), image(), nn.Sigmoid())


def cgan_keras_discriminator(classes):
    return Discriminator(
        Layers(nn.Flatten(), JoinLabels(classes), nn.Linear(pixels() + classes, w(512)), nn.ReLU(), nn.Linear(w(512), w(256)), nn.ReLU()),
        linear_score(w(256)))


def cgan_paper_generator(noise, classes):
    branch = Layers(nn.Linear(classes, w(1000)), nn.ReLU(), Dropout(0.5))
    return Layers(
        nn.Linear(noise, w(200)), nn.ReLU(), Dropout(0.5), JoinLabels(classes, branch),
        nn.Linear(w(200) + w(1000), w(1200)), nn.ReLU(), Dropout(0.5), nn.Linear(w(1200), pixels()), image(), nn.Sigmoid())


def cgan_paper_discriminator(classes):
    branch = Layers(Maxout(classes, w(50), 5), Dropout(0.5))
    return Discriminator(
        Layers(
            nn.Flatten(), Maxout(pixels(), w(240), 5), Dropout(0.5), JoinLabels(classes, branch),
            Maxout(w(240) + w(50), w(240), 4), Dropout(0.5)),
        linear_score(w(240)))


def cgan_plus_generator(noise, classes):
    def block(inputs, outputs):
        return nn.Linear(inputs, outputs), nn.BatchNorm1d(outputs), nn.PReLU(outputs)

    return Layers(
        *block(noise, w(200)), JoinLabels(classes, Layers(*block(classes, w(1000)))), *block(w(200) + w(1000), w(1200)),
        nn.Linear(w(1200), pixels()), image(), nn.Sigmoid())


def cgan_plus_discriminator(classes):
    def block(inputs, outputs):
        return nn.Linear(inputs, outputs), nn.PReLU(outputs)

    return Discriminator(
        Layers(
            nn.Flatten(), *block(pixels(), w(240)), Dropout(0.2), JoinLabels(classes, Layers(*block(classes, w(50)))),
            *block(w(240) + w(50), w(240)), Dropout(0.2)),
        linear_score(w(240)))
