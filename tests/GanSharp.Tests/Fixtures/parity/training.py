"""Five training steps, with everything random written down."""
import json
from dataclasses import dataclass, replace
from functools import cached_property
from types import SimpleNamespace
from typing import Callable

import numpy as np
import torch
from torch import nn

from . import augmentation
from .fastgan import JointBatchNorm
from .gans import Gan
from .layers import Dropout, state
from .sizes import built, classes, side
from .style import Constant, Equalized, PixelNoise, Shortcut

BATCH, STEPS, SAVED = 6, 5, (1, 5)
WEIGHT_UNITS, INPUT_UNITS = 4096, 256


def fixture(build, sizes):
    """The text of a recipe's fixture in (small, whole) sizes. Its first weights count in 1/4096, inputs in 1/256: exact in single precision too."""
    torch.set_default_dtype(torch.float64)
    small, whole = sizes
    whole_gan = built(build, whole)
    rng = np.random.default_rng(7)
    gan = built(build, small)
    begin(gan, rng)
    before = weights(gan, lambda tensor: counts(tensor, WEIGHT_UNITS))
    turns, after = train(gan, rng)
    return text({
        "whole": {
            "side": whole.side, "classes": whole.classes,
            "generator": learned(whole_gan.generator), "discriminator": learned(whole_gan.discriminator),
        },
        "image": [1, side(), side()], "classes": classes() if gan.conditional else 0, "batch": BATCH,
        "before": before, "turns": turns, "after": after,
    })


def begin(gan, rng):
    """Draws the weights anew, such that none begins at zero or one, and none like another."""
    for module in [*gan.generator.modules(), *gan.discriminator.modules()]:
        for name, tensor in [*module.named_parameters(recurse=False), *module.named_buffers(recurse=False)]:
            if not name.startswith(("running", "num_batches", "weight_v")):
                tensor.data.copy_(rounded(first(gan, module, name, rng.standard_normal(tuple(tensor.shape))), WEIGHT_UNITS))


def first(gan, module, name, noise):
    if name == "weight_u":
        return noise / np.linalg.norm(noise)
    if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
        return 0.2 * noise + (name == "weight")
    if isinstance(module, nn.PReLU):
        return 0.25 + 0.1 * noise
    if isinstance(module, (nn.Embedding, Constant, PixelNoise, Shortcut)):
        return noise
    if isinstance(module, Equalized):
        return (gan.bias * noise if name == "bias" else noise) / module.rate
    return gan.bias * noise if name == "bias" else gan.gain * noise / np.sqrt(np.prod(noise.shape[1:]))


def train(gan, rng):
    learn_g = gan.optimizer(gan.generator.parameters())
    learn_d = (gan.discriminator_optimizer or gan.optimizer)(gan.discriminator.parameters())
    turns, after = [], []
    for step in range(1, STEPS + 1):
        for critic_step in range(1, gan.critic_steps + 1):
            turns.append(turn(gan, rng, learn_d, learn_g if critic_step == gan.critic_steps else None))
        if step in SAVED:
            after.append({"turns": len(turns), **weights(gan, numbers)})
    return turns, after


@dataclass
class Step:
    """
    What an objective sees. Real and fake images are judged apart: in one batch, as GanSharp has them in D's step, batch norm would mix them. Only
    where weights are under spectral norm, which moves on with every pass, D too has them in one; its batch norms are then joint ones. An objective
    with slopes of these passes judges them apart all the same.
    """

    gan: Gan
    real: torch.Tensor
    real_labels: torch.Tensor
    noise: torch.Tensor
    fake: torch.Tensor
    fake_labels: torch.Tensor
    normal: Callable
    of_d: bool = True

    @property
    def discriminator(self):
        return self.gan.discriminator

    @cached_property
    def on_real(self):
        return self.on_both[0] if self.in_one_pass else self.discriminator(self.real, self.real_labels)

    @cached_property
    def on_fake(self):
        return self.on_both[1] if self.in_one_pass else self.discriminator(self.fake, self.fake_labels)

    @cached_property
    def in_one_pass(self):
        is_spectral = any(name.endswith("weight_u") for name, _ in self.discriminator.named_buffers())
        return self.of_d and is_spectral and not self.gan.objective.has_slopes

    @cached_property
    def slopes(self):
        """The norms of D's gradient at the real and at the fake images, in the passes that give their scores."""
        score = self.on_real.score.sum() + self.on_fake.score.sum()
        return [gradient.flatten(1).norm(dim=1) for gradient in torch.autograd.grad(score, (self.real, self.fake), create_graph=True)]

    @cached_property
    def on_both(self):
        labels = None if self.real_labels is None else torch.cat([self.real_labels, self.fake_labels])
        joint = [module for module in self.discriminator.modules() if isinstance(module, JointBatchNorm)]
        for norm in joint:
            norm.parts = 2
        both = vars(self.discriminator(torch.cat([self.real, self.fake]), labels))
        for norm in joint:
            norm.parts = 1
        return [SimpleNamespace(**{name: part if part is None else part.chunk(2)[half] for name, part in both.items()}) for half in (0, 1)]


def turn(gan, rng, learn_d, learn_g):
    """D learns from a batch, then G, where its optimiser is given, from the same fake images."""
    real, noise = inputs(rng.uniform(gan.darkest, 1, (BATCH, 1, side(), side()))), inputs(gan.noise(rng, BATCH))
    real_labels, drawn_labels = (torch.tensor(rng.integers(0, classes(), BATCH)) if gan.conditional else None for _ in range(2))
    fake_labels = real_labels if gan.objective.pairs_images else drawn_labels
    masks, uniforms, normals, augments = [], [], [], []

    def mask(shape, p):
        masks.append(torch.tensor(rng.random(tuple(shape)) >= p).double())
        return masks[-1]

    def uniform(shape):
        uniforms.append(inputs(rng.random(tuple(shape))))
        return uniforms[-1]

    def normal(shape):
        normals.append(inputs(rng.standard_normal(tuple(shape))))
        return normals[-1]

    def shown(images):
        if not gan.augment:
            return images
        augments.append(augmentation.draw(rng, gan.augment, BATCH))
        return augmentation.apply(gan.augment, images, augments[-1])

    for module in [*gan.generator.modules(), *gan.discriminator.modules()]:
        if isinstance(module, Dropout):
            module.draw = mask
        if isinstance(module, PixelNoise):
            module.draw_normal = normal

    fake = gan.generator(noise, fake_labels)
    seen = [images.detach().requires_grad_() for images in (shown(real), shown(fake.detach()))]
    step = Step(gan, seen[0], real_labels, noise, seen[1], fake_labels, normal)
    on_real, on_fake = step.on_real, step.on_fake
    joined(masks, sum(isinstance(module, Dropout) for module in gan.discriminator.modules()))
    loss_d, norm_d = learn(learn_d, gan.objective.for_d(step, uniform))
    measures = gan.objective.after_d(step)
    loss_g, norm_g = learn(learn_g, gan.objective.for_g(replace(step, fake=shown(fake), of_d=False))) if learn_g else (None, None)
    return {
        "real": counts(real, INPUT_UNITS),
        "noise": counts(noise, INPUT_UNITS),
        "uniform": [counts(drawn, INPUT_UNITS) for drawn in uniforms],
        "normal": [counts(drawn, INPUT_UNITS) for drawn in normals],
        **({"augment": [counts(torch.tensor(drawn), INPUT_UNITS) for drawn in augments]} if gan.augment else {}),
        "masks": ["".join(str(int(kept)) for kept in drawn.flatten()) for drawn in masks],
        "realLabels": real_labels.tolist() if gan.conditional else [],
        "drawnLabels": drawn_labels.tolist() if gan.conditional else None,
        "discriminatorLoss": loss_d,
        "generatorLoss": loss_g,
        "discriminatorGradientNorm": norm_d,
        "generatorGradientNorm": norm_g,
        "realScore": on_real.score.sigmoid().mean().item() if gan.objective.is_classifier else None,
        "fakeScore": on_fake.score.sigmoid().mean().item() if gan.objective.is_classifier else None,
        "largestScore": max(on.score.abs().max().item() for on in (on_real, on_fake)) if on_real.score is not None else 0,
        "measures": measures,
    }


def joined(masks, layers):
    """Of the latest masks, which are those of two passes through so many layers, makes one for each layer."""
    if layers:
        masks[-2 * layers:] = map(torch.cat, zip(masks[-2 * layers:-layers], masks[-layers:]))


def learn(optimizer, loss):
    """Makes a step; returns the loss and the norm of its gradient."""
    optimizer.zero_grad()
    loss.backward()
    gradients = [parameter.grad.flatten() for group in optimizer.param_groups for parameter in group["params"] if parameter.grad is not None]
    optimizer.step()
    return loss.item(), torch.cat(gradients).norm().item()


def rounded(values, units):
    return torch.tensor(np.round(values * units) / units)


def inputs(values):
    return rounded(values, INPUT_UNITS)


def weights(gan, written):
    return {
        player: {name: written(tensor) for name, tensor in state(network).items()}
        for player, network in (("generator", gan.generator), ("discriminator", gan.discriminator))
    }


def learned(network):
    """Numbers that it learns."""
    return sum(parameter.numel() for parameter in network.parameters())


def counts(tensor, units):
    """The values as whole numbers of 1/units."""
    result = tensor.detach().flatten() * units
    assert torch.equal(result, result.round())
    return [int(count) for count in result]


def numbers(tensor):
    """As many digits as tell a double from every other, 17 at most."""
    return tensor.detach().flatten().tolist()


def text(result):
    """JSON with a tensor on each line."""
    return json.dumps(result, separators=(",", ":")).replace('],"', '],\n"').replace('},"', '},\n"').replace('},{', '},\n{') + "\n"
