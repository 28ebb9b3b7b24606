#!/usr/bin/env python3
"""Writes gan.json: three steps of small GANs, trained by PyTorch in double precision, from first to last weight. A step is one or
more turns of the discriminator, the last of them the generator's too.

    python3 tests/GanSharp.Tests/Fixtures/make_gan.py

Needs PyTorch (written with 1.13). The networks below are written out in PyTorch on their own; beside each stands the recipe that should
mean the same. Weights are saved under the names that GanSharp gives them. Images and noise are multiples of 1/256, hence exact in single
precision too.
"""
import json
import pathlib
import re
from typing import Callable, NamedTuple, Optional

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

BATCH, STEPS = 6, 3

MLP = """
name: gan-mlp
latent: 3 normal
generator:
  - linear 5, leaky-relu 0.2
  - linear 7, leaky-relu 0.2
  - linear C x H x W, tanh
discriminator:
  - linear 7, leaky-relu 0.2
  - linear 5, leaky-relu 0.2
  - linear 1
terms: [non-saturating]
optimizer: adam 2e-4 0.9 0.999
"""

CONDITIONAL = """
name: cgan-mlp
latent: 3 uniform -1 1
conditioning: concat
generator:
  - linear 6, relu
  - linear C x H x W, sigmoid
discriminator:
  - linear 6, relu
  - linear 1
terms: [non-saturating]
optimizer: adam 1e-3 0.9 0.999
"""

CONVOLUTIONAL = """
name: gan
latent: 3 normal
generator:
  - linear 6, batch-norm, relu
  - linear 4*H/4*W/4, batch-norm, relu, reshape 4 x H/4 x W/4
  - deconv 3 k4 s2 p1, batch-norm, relu
  - deconv C k4 s2 p1, tanh
discriminator:
  - conv 3 k4 s2 p1, leaky-relu 0.2
  - conv 4 k4 s2 p1, batch-norm, leaky-relu 0.2
  - linear 5, batch-norm, leaky-relu 0.2
  - linear 1
terms: [non-saturating]
optimizer: adam 2e-4 0.5 0.999
"""


CRITIC = CONVOLUTIONAL.replace("conv 4 k4 s2 p1, batch-norm", "conv 4 k4 s2 p1").replace("linear 5, batch-norm", "linear 5")


def cross_entropy(logits, target):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def slope_penalty(discriminator, points):
    points = points.detach().requires_grad_()
    slope, = torch.autograd.grad(discriminator(points).sum(), points, create_graph=True)
    return 10 * ((slope.flatten(1).norm(2, dim=1) - 1) ** 2).mean()


def gradient_penalty(discriminator, real, fake, alpha):
    return slope_penalty(discriminator, alpha * real + (1 - alpha) * fake)


def dragan_penalty(discriminator, real, fake, noise):
    return slope_penalty(discriminator, real + 0.5 * real.std(unbiased=False) * noise)


class Objective(NamedTuple):
    for_d: Callable = lambda real, fake: cross_entropy(real, 1) + cross_entropy(fake, 0)
    for_g: Callable = lambda fake: cross_entropy(fake, 1)
    critic_steps: int = 1
    clip: Optional[float] = None
    penalty: Optional[Callable] = None
    noise: Callable = lambda image: (BATCH, *image)
    is_classifier: bool = True


WASSERSTEIN = Objective(lambda real, fake: fake.mean() - real.mean(), lambda fake: -fake.mean(), critic_steps=2, is_classifier=False)


def mlp():
    generator = nn.Sequential(
        nn.Linear(3, 5), nn.LeakyReLU(0.2), nn.Linear(5, 7), nn.LeakyReLU(0.2), nn.Linear(7, 12), nn.Unflatten(1, (1, 3, 4)), nn.Tanh())
    discriminator = nn.Sequential(
        nn.Flatten(), nn.Linear(12, 7), nn.LeakyReLU(0.2), nn.Linear(7, 5), nn.LeakyReLU(0.2), nn.Linear(5, 1))
    names = {0: "0.linear", 2: "2.linear", 4: "4.linear"}, {1: "trunk.1.linear", 3: "trunk.3.linear", 5: "score.0.linear"}
    return MLP, generator, discriminator, names, (1, 3, 4), 0, torch.optim.Adam, dict(lr=2e-4, betas=(0.9, 0.999))


def conditional():
    generator = nn.Sequential(nn.Linear(3 + 3, 6), nn.ReLU(), nn.Linear(6, 12), nn.Unflatten(1, (3, 2, 2)), nn.Sigmoid())
    discriminator = nn.Sequential(nn.Linear(12 + 3, 6), nn.ReLU(), nn.Linear(6, 1))
    names = {0: "1.linear", 2: "3.linear"}, {0: "trunk.2.linear", 2: "score.0.linear"}
    return CONDITIONAL, generator, discriminator, names, (3, 2, 2), 3, torch.optim.Adam, dict(lr=1e-3, betas=(0.9, 0.999))


def convolutional():
    generator = nn.Sequential(
        nn.Linear(3, 6), nn.BatchNorm1d(6), nn.ReLU(),
        nn.Linear(6, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Unflatten(1, (4, 2, 2)),
        nn.ConvTranspose2d(4, 3, 4, 2, 1), nn.BatchNorm2d(3), nn.ReLU(),
        nn.ConvTranspose2d(3, 1, 4, 2, 1), nn.Tanh())
    discriminator = nn.Sequential(
        nn.Conv2d(1, 3, 4, 2, 1), nn.LeakyReLU(0.2),
        nn.Conv2d(3, 4, 4, 2, 1), nn.BatchNorm2d(4), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(16, 5), nn.BatchNorm1d(5), nn.LeakyReLU(0.2), nn.Linear(5, 1))
    names = (
        {0: "0.linear", 1: "1.batch-norm", 3: "3.linear", 4: "4.batch-norm", 7: "7.deconv", 8: "8.batch-norm", 10: "10.deconv"},
        {0: "trunk.0.conv", 2: "trunk.2.conv", 3: "trunk.3.batch-norm", 6: "trunk.6.linear", 7: "trunk.7.batch-norm", 9: "score.0.linear"})
    return CONVOLUTIONAL, generator, discriminator, names, (1, 8, 8), 0, torch.optim.Adam, dict(lr=2e-4, betas=(0.5, 0.999))


def critic():
    """The convolutional GAN without batch norm in the discriminator, whose penalties look at one image at a time."""
    _, generator, _, names, image, classes, optimizer, settings = convolutional()
    discriminator = nn.Sequential(
        nn.Conv2d(1, 3, 4, 2, 1), nn.LeakyReLU(0.2), nn.Conv2d(3, 4, 4, 2, 1), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(16, 5), nn.LeakyReLU(0.2), nn.Linear(5, 1))
    names = names[0], {0: "trunk.0.conv", 2: "trunk.2.conv", 5: "trunk.5.linear", 7: "score.0.linear"}
    return CRITIC, generator, discriminator, names, image, classes, optimizer, settings


def least_squares():
    recipe, *rest = mlp()
    objective = Objective(
        lambda real, fake: ((real - 1) ** 2).mean() + (fake ** 2).mean(), lambda fake: ((fake - 1) ** 2).mean(), is_classifier=False)
    return (changed(recipe, "lsgan", "least-squares"), *rest, objective)


def wasserstein_clip():
    recipe, *rest, _, _ = mlp()
    recipe = changed(recipe, "wgan", "wasserstein, weight-clip 0.1", "rmsprop 5e-5")
    return (recipe, *rest, torch.optim.RMSprop, dict(lr=5e-5), WASSERSTEIN._replace(clip=0.1))


def wasserstein_penalty():
    recipe, *rest, optimizer, _ = critic()
    recipe = changed(recipe, "wgan-gp", "wasserstein, gradient-penalty 10", "adam 1e-4 0.5 0.9")
    objective = WASSERSTEIN._replace(penalty=gradient_penalty, noise=lambda image: (BATCH, 1, 1, 1))
    return (recipe, *rest, optimizer, dict(lr=1e-4, betas=(0.5, 0.9)), objective)


def dragan():
    recipe, *rest = critic()
    return (changed(recipe, "dragan", "non-saturating, dragan-penalty 10"), *rest, Objective(penalty=dragan_penalty))


def changed(recipe, name, terms, optimizer=None):
    """The recipe under another name, with other terms and perhaps another optimiser."""
    for key, value in {"name": name, "terms": f"[{terms}]", "optimizer": optimizer}.items():
        recipe = re.sub(f"^{key}: .*$", f"{key}: {value}", recipe, flags=re.MULTILINE) if value else recipe
    return recipe


def numbers(tensor):
    return [float(f"{value:.16g}") for value in tensor.detach().reshape(-1).tolist()]


def grid(values):
    return torch.tensor(np.round(values * 256) / 256)


def state(network, names):
    """The weights and running statistics under GanSharp's names."""
    entries = {}
    for number, name in names.items():
        layer = network[number]
        norm = isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d))
        entries[name + (".gamma" if norm else ".weight")] = numbers(layer.weight)
        entries[name + (".beta" if norm else ".bias")] = numbers(layer.bias)
        if norm:
            entries[name + ".running-mean"] = numbers(layer.running_mean)
            entries[name + ".running-variance"] = numbers(layer.running_var)
    return entries


def both(generator, discriminator, names):
    return {"generator": state(generator, names[0]), "discriminator": state(discriminator, names[1])}


def run(recipe, generator, discriminator, names, image, classes, optimizer, settings, objective=Objective()):
    rng = np.random.default_rng(7)
    for network in (generator, discriminator):
        network.double()
        for parameter in network.parameters():
            parameter.data = parameter.data + torch.tensor(rng.normal(0, 0.3, tuple(parameter.shape)))
    before = both(generator, discriminator, names)
    learn_g, learn_d = optimizer(generator.parameters(), **settings), optimizer(discriminator.parameters(), **settings)

    def join(x, labels):
        return torch.cat([x.flatten(1), F.one_hot(labels, classes).double()], 1) if classes else x

    def learn(optimizer, loss):
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    turns = []
    for turn in range(1, STEPS * objective.critic_steps + 1):
        real, noise = grid(rng.uniform(-1, 1, (BATCH, *image))), grid(rng.standard_normal((BATCH, 3)))
        real_labels = torch.tensor(rng.integers(0, max(classes, 1), BATCH))
        fake_labels = torch.tensor(rng.integers(0, max(classes, 1), BATCH))
        fake = generator(join(noise, fake_labels))

        on_real = discriminator(join(real, real_labels))
        on_fake = discriminator(join(fake.detach(), fake_labels))
        loss_d, uniform = objective.for_d(on_real, on_fake), torch.zeros(0)
        if objective.penalty:
            uniform = grid(rng.uniform(0, 1, objective.noise(image)))
            loss_d = loss_d + objective.penalty(discriminator, real, fake.detach(), uniform)
        loss_d = learn(learn_d, loss_d)
        if objective.clip:
            for parameter in discriminator.parameters():
                parameter.data.clamp_(-objective.clip, objective.clip)
        trains_g = turn % objective.critic_steps == 0
        loss_g = learn(learn_g, objective.for_g(discriminator(join(fake, fake_labels)))) if trains_g else None
        turns.append({
            "real": numbers(real),
            "noise": numbers(noise),
            "realLabels": real_labels.tolist() if classes else [],
            "fakeLabels": fake_labels.tolist() if classes else None,
            "uniform": numbers(uniform),
            "discriminatorLoss": loss_d,
            "generatorLoss": loss_g,
            "realScore": on_real.sigmoid().mean().item() if objective.is_classifier else None,
            "fakeScore": on_fake.sigmoid().mean().item() if objective.is_classifier else None,
        })
    return {
        "recipe": recipe.lstrip(), "image": image, "classes": classes, "batch": BATCH,
        "before": before, "turns": turns, "after": both(generator, discriminator, names),
    }


def main():
    torch.manual_seed(1)
    cases = {build.__name__: run(*build()) for build in (
        mlp, conditional, convolutional, least_squares, wasserstein_clip, wasserstein_penalty, dragan)}
    path = pathlib.Path(__file__).with_name("gan.json")
    path.write_text(json.dumps(cases, separators=(",", ":")).replace('],"', '],\n"').replace('},"', '},\n"') + "\n")
    print(f"{len(cases)} cases, {path.stat().st_size // 1024} kB in {path}")


if __name__ == "__main__":
    main()
