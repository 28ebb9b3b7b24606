"""What the two players minimise, and the figures that are logged beside their losses."""
import math

import torch
import torch.nn.functional as F
from torch import nn

from .fastgan import Decoder


def cross_entropy(logits, target):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def slopes(discriminator, points, labels):
    """The norm of D's gradient at each image."""
    assert not any(isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)) for module in discriminator.modules()), "images must be judged one by one"
    points = points.detach().requires_grad_()
    before = [buffer.clone() for buffer in discriminator.buffers()]
    score = discriminator(points, labels).score.sum()
    # A pass for a penalty does not change the estimates of spectral norm.
    for buffer, kept in zip(discriminator.buffers(), before):
        buffer.copy_(kept)
    gradient, = torch.autograd.grad(score, points, create_graph=True)
    return gradient.flatten(1).norm(dim=1)


class Objective:
    """
    The losses see a step: the networks' judgement of its real and its fake images (`on_real`, `on_fake`), the images, labels and noise, and
    the discriminator. `uniform` draws numbers from U(0, 1) in a shape.
    """

    is_classifier = False
    pairs_images = False
    has_slopes = False

    def for_d(self, step, uniform):
        raise NotImplementedError

    def for_g(self, step):
        raise NotImplementedError

    def after_d(self, step):
        """What follows D's step; returns the figures by name."""
        return {}


class NonSaturating(Objective):
    is_classifier = True

    def for_d(self, step, uniform):
        return cross_entropy(step.on_real.score, 1) + cross_entropy(step.on_fake.score, 0)

    def for_g(self, step):
        return cross_entropy(step.on_fake.score, 1)


class LeastSquares(Objective):
    def for_d(self, step, uniform):
        return ((step.on_real.score - 1) ** 2).mean() + (step.on_fake.score ** 2).mean()

    def for_g(self, step):
        return ((step.on_fake.score - 1) ** 2).mean()


class Hinge(Objective):
    def for_d(self, step, uniform):
        return F.relu(1 - step.on_real.score).mean() + F.relu(1 + step.on_fake.score).mean()

    def for_g(self, step):
        return -step.on_fake.score.mean()


class SelfSupervisedHinge(Hinge):
    """D's features are to tell what the real images are: all of them, shrunk, and a random quarter."""

    def for_d(self, step, uniform):
        loss = super().for_d(step, uniform)
        errors = [self.error(decoder, step, uniform) for decoder in step.discriminator.modules() if isinstance(decoder, Decoder)]
        self.errors = sum(errors).item()
        return loss + sum(errors)

    def after_d(self, step):
        return {"reconstruction": self.errors}

    @staticmethod
    def error(decoder, step, uniform):
        features, images = decoder.features[:len(step.real)], step.real
        if decoder.part:
            row, column = divmod(int(uniform((1,)).item() * 4), 2)
            features, images = (x.chunk(2, 2)[row].chunk(2, 3)[column] for x in (features, images))
        decoded = decoder.layers(features, None)
        return F.l1_loss(decoded, F.adaptive_avg_pool2d(images, decoded.shape[2:]))


class Wasserstein(Objective):
    def for_d(self, step, uniform):
        return step.on_fake.score.mean() - step.on_real.score.mean()

    def for_g(self, step):
        return -step.on_fake.score.mean()


class ClippedWasserstein(Wasserstein):
    def after_d(self, step):
        for parameter in step.discriminator.parameters():
            parameter.data.clamp_(-0.03, 0.03)
        return {}


class PenalisedWasserstein(Wasserstein):
    """Slopes of 1 are asked for at a random point between each real image and the fake one of its number, hence of its class."""

    pairs_images = True

    def for_d(self, step, uniform):
        alpha = uniform((len(step.real), 1, 1, 1))
        between = alpha * step.real + (1 - alpha) * step.fake
        self.penalty = ((slopes(step.discriminator, between, step.real_labels) - 1) ** 2).mean()
        return super().for_d(step, uniform) + 10 * self.penalty

    def after_d(self, step):
        return {"gradient-penalty": self.penalty.item()}


class Dragan(NonSaturating):
    """Slopes of 1 are asked for at real images with noise, scaled by the deviation of the batch's pixels."""

    def for_d(self, step, uniform):
        around = step.real + 0.5 * step.real.std(unbiased=False) * uniform(step.real.shape)
        self.penalty = ((slopes(step.discriminator, around, step.real_labels) - 1) ** 2).mean()
        return super().for_d(step, uniform) + self.penalty

    def after_d(self, step):
        return {"dragan-penalty": self.penalty.item()}


class Relativistic(Objective):
    """R3GAN's: scores in pairs, and half the mean squared slope at real and at fake images, each times `factor`."""

    pairs_images = True
    has_slopes = True

    def __init__(self, factor):
        self.factor = factor

    def for_d(self, step, uniform):
        self.r1, self.r2 = ((slope ** 2).mean() for slope in step.slopes)
        return F.softplus(-(step.on_real.score - step.on_fake.score)).mean() + self.factor * (self.r1 + self.r2) / 2

    def for_g(self, step):
        return F.softplus(step.on_real.score - step.on_fake.score).mean()

    def after_d(self, step):
        return {"r1": self.r1.item(), "r2": self.r2.item()}


class StyleGan2(NonSaturating):
    """R1 in every 16th step of D; path lengths of half a batch in every fourth step of G."""

    def __init__(self):
        self.steps_d = self.steps_g = 0
        self.mean = 0.0

    def for_d(self, step, uniform):
        loss = super().for_d(step, uniform)
        if self.steps_d % 16 == 0:
            penalty = (slopes(step.discriminator, step.real, step.real_labels) ** 2).mean()
            self.r1 = penalty.item()
            loss = loss + 16 * 0.1 / 2 * penalty
        self.steps_d += 1
        return loss

    def for_g(self, step):
        loss = super().for_g(step)
        if self.steps_g % 4 == 0:
            lengths = self.lengths(step)
            mean = lengths.mean() * 0.01 + self.mean * 0.99
            self.mean = mean.item()
            loss = loss + 4 * 2 * ((lengths - mean) ** 2).mean()
        self.steps_g += 1
        return loss

    def after_d(self, step):
        return {"r1": self.r1, "path-length": self.mean}

    @staticmethod
    def lengths(step):
        generator = step.gan.generator
        generator.eval()
        images = generator(step.noise[:len(step.noise) // 2], None)
        generator.train()
        y = step.normal(images.shape) / math.sqrt(images.shape[2] * images.shape[3])
        slope, = torch.autograd.grad((images * y).sum(), generator.styles, create_graph=True)
        return slope.norm(dim=1)


class Classifying:
    """What is added to the losses of the objective behind it: D names the class of real and fake images, G is to be understood."""

    def for_d(self, step, uniform):
        return (super().for_d(step, uniform) + F.cross_entropy(step.on_real.class_logits, step.real_labels)
                + F.cross_entropy(step.on_fake.class_logits, step.fake_labels))

    def for_g(self, step):
        return super().for_g(step) + F.cross_entropy(step.on_fake.class_logits, step.fake_labels)

    def after_d(self, step):
        right = [(on.class_logits.argmax(1) == labels) for on, labels in ((step.on_real, step.real_labels), (step.on_fake, step.fake_labels))]
        return {**super().after_d(step), "class-accuracy": torch.cat(right).double().mean().item()}


class AuxiliaryClassifier(Classifying, NonSaturating):
    pass


class ClassifyingWasserstein(Classifying, PenalisedWasserstein):
    pass


class AveragedAuxiliaryClassifier(AuxiliaryClassifier):
    """D minimises the mean over real and fake images of the mean of both losses, G the mean of both losses."""

    def for_d(self, step, uniform):
        on_real = (cross_entropy(step.on_real.score, 1) + F.cross_entropy(step.on_real.class_logits, step.real_labels)) / 2
        on_fake = (cross_entropy(step.on_fake.score, 0) + F.cross_entropy(step.on_fake.class_logits, step.fake_labels)) / 2
        return (on_real + on_fake) / 2

    def for_g(self, step):
        return super().for_g(step) / 2


class EnergyBased(Objective):
    """The energy of an image is the mean squared error of its reconstruction; the margin 0.3 or 1.3 times that of real images; pull-away 0.1."""

    def for_d(self, step, uniform):
        real = self.energy(step.real, step.on_real).mean()
        return real + F.relu(real.detach().mul(1.3).clamp(max=0.3) - self.energy(step.fake, step.on_fake)).mean()

    def for_g(self, step):
        return self.energy(step.fake, step.on_fake).mean() + 0.1 * self.pull_away(step.on_fake.features)

    def after_d(self, step):
        return {"real-energy": self.energy(step.real, step.on_real).mean().item(), "fake-energy": self.energy(step.fake, step.on_fake).mean().item()}

    @staticmethod
    def energy(images, critique):
        return F.mse_loss(critique.reconstruction, images, reduction="none").mean((1, 2, 3))

    @staticmethod
    def pull_away(codes):
        cosines = F.cosine_similarity(codes[:, None], codes[None], dim=2)
        different = ~torch.eye(len(codes), dtype=torch.bool)
        return (cosines[different] ** 2).mean()


class BoundaryEquilibrium(Objective):
    gamma, step_of_k = 1, 1e-1

    def __init__(self):
        self.k = 0

    def for_d(self, step, uniform):
        return F.l1_loss(step.on_real.reconstruction, step.real) - self.k * F.l1_loss(step.on_fake.reconstruction, step.fake)

    def for_g(self, step):
        return F.l1_loss(step.on_fake.reconstruction, step.fake)

    def after_d(self, step):
        real = F.l1_loss(step.on_real.reconstruction, step.real).item()
        balance = self.gamma * real - F.l1_loss(step.on_fake.reconstruction, step.fake).item()
        self.k = min(max(self.k + self.step_of_k * balance, 0), 1)
        return {"k": self.k, "convergence": real + abs(balance)}


class InfoGan(NonSaturating):
    """Noise ends in a one-hot category of ten and two numbers."""

    def for_d(self, step, uniform):
        return super().for_d(step, uniform) - self.bound(step)

    def for_g(self, step):
        return super().for_g(step) - self.bound(step)

    def after_d(self, step):
        return {"mutual-information": self.bound(step).item()}

    @staticmethod
    def bound(step):
        _, category, numbers = step.noise.split([step.noise.shape[1] - 12, 10, 2], 1)
        logits, means, log_variances = step.on_fake.codes.split([10, 2, 2], 1)
        likelihood = -F.gaussian_nll_loss(means, numbers, log_variances.exp(), full=True, reduction="none")
        return -F.cross_entropy(logits, category.argmax(1)) + 0.1 * likelihood.sum(1).mean()
