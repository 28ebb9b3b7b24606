#!/usr/bin/env python3
"""Writes gan.json: three steps of small GANs, trained by PyTorch in double precision, from first to last weight.

    python3 tests/GanSharp.Tests/Fixtures/make_gan.py

Needs PyTorch (written with 1.13). The networks below are written out in PyTorch on their own; beside each stands the recipe that should
mean the same. Weights are saved under the names that GanSharp gives them. Images and noise are multiples of 1/256, hence exact in single
precision too.
"""
import json
import pathlib

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


def mlp():
    generator = nn.Sequential(
        nn.Linear(3, 5), nn.LeakyReLU(0.2), nn.Linear(5, 7), nn.LeakyReLU(0.2), nn.Linear(7, 12), nn.Unflatten(1, (1, 3, 4)), nn.Tanh())
    discriminator = nn.Sequential(
        nn.Flatten(), nn.Linear(12, 7), nn.LeakyReLU(0.2), nn.Linear(7, 5), nn.LeakyReLU(0.2), nn.Linear(5, 1))
    names = {0: "0.linear", 2: "2.linear", 4: "4.linear.0.linear"}, {1: "1.linear", 3: "3.linear", 5: "5.linear"}
    return MLP, generator, discriminator, names, (1, 3, 4), 0, torch.optim.Adam, dict(lr=2e-4, betas=(0.9, 0.999))


def conditional():
    generator = nn.Sequential(nn.Linear(3 + 3, 6), nn.ReLU(), nn.Linear(6, 12), nn.Unflatten(1, (3, 2, 2)), nn.Sigmoid())
    discriminator = nn.Sequential(nn.Linear(12 + 3, 6), nn.ReLU(), nn.Linear(6, 1))
    names = {0: "1.linear", 2: "3.linear.0.linear"}, {0: "2.linear", 2: "4.linear"}
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
        {0: "0.conv", 2: "2.conv", 3: "3.batch-norm", 6: "6.linear", 7: "7.batch-norm", 9: "9.linear"})
    return CONVOLUTIONAL, generator, discriminator, names, (1, 8, 8), 0, torch.optim.Adam, dict(lr=2e-4, betas=(0.5, 0.999))


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


def run(recipe, generator, discriminator, names, image, classes, optimizer, settings):
    rng = np.random.default_rng(7)
    for network in (generator, discriminator):
        network.double()
        for parameter in network.parameters():
            parameter.data = parameter.data + torch.tensor(rng.normal(0, 0.3, tuple(parameter.shape)))
    before = both(generator, discriminator, names)
    learn_g, learn_d = optimizer(generator.parameters(), **settings), optimizer(discriminator.parameters(), **settings)
    real_target, fake_target = torch.ones(BATCH, 1, dtype=torch.float64), torch.zeros(BATCH, 1, dtype=torch.float64)

    def join(x, labels):
        return torch.cat([x.flatten(1), F.one_hot(labels, classes).double()], 1) if classes else x

    steps = []
    for _ in range(STEPS):
        real, noise = grid(rng.uniform(-1, 1, (BATCH, *image))), grid(rng.standard_normal((BATCH, 3)))
        real_labels = torch.tensor(rng.integers(0, max(classes, 1), BATCH))
        fake_labels = torch.tensor(rng.integers(0, max(classes, 1), BATCH))
        fake = generator(join(noise, fake_labels))

        on_real = discriminator(join(real, real_labels))
        on_fake = discriminator(join(fake.detach(), fake_labels))
        loss_d = F.binary_cross_entropy_with_logits(on_real, real_target) + F.binary_cross_entropy_with_logits(on_fake, fake_target)
        learn_d.zero_grad()
        loss_d.backward()
        learn_d.step()

        loss_g = F.binary_cross_entropy_with_logits(discriminator(join(fake, fake_labels)), real_target)
        learn_g.zero_grad()
        loss_g.backward()
        learn_g.step()
        steps.append({
            "real": numbers(real),
            "noise": numbers(noise),
            "realLabels": real_labels.tolist() if classes else [],
            "fakeLabels": fake_labels.tolist() if classes else None,
            "discriminatorLoss": loss_d.item(),
            "generatorLoss": loss_g.item(),
            "realScore": on_real.sigmoid().mean().item(),
            "fakeScore": on_fake.sigmoid().mean().item(),
        })
    return {
        "recipe": recipe.lstrip(), "image": image, "classes": classes, "batch": BATCH,
        "before": before, "steps": steps, "after": both(generator, discriminator, names),
    }


def main():
    torch.manual_seed(1)
    cases = {build.__name__: run(*build()) for build in (mlp, conditional, convolutional)}
    path = pathlib.Path(__file__).with_name("gan.json")
    path.write_text(json.dumps(cases, separators=(",", ":")).replace('],"', '],\n"').replace('},"', '},\n"') + "\n")
    print(f"{len(cases)} cases, {path.stat().st_size // 1024} kB in {path}")


if __name__ == "__main__":
    main()
