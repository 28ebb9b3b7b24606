"""A discriminator is a trunk with heads."""
from types import SimpleNamespace

from torch import nn

from .layers import Labelled, Layers


class Discriminator(Labelled):
    """A trunk and the heads that read its features; the score may have a projection on the label added to it."""

    def __init__(self, trunk, score=None, projection=None, class_head=None, code_head=None, decoder=None):
        super().__init__()
        self.trunk, self.score, self.projection = trunk, score, projection
        self.add_module("class", class_head)
        self.code, self.decoder = code_head, decoder

    def forward(self, images, labels):
        features = self.trunk(images, labels)

        def read(head):
            return None if head is None else head(features, labels)

        score = read(self.score)
        if self.projection is not None:
            score = score + read(self.projection)
        return SimpleNamespace(
            features=features, score=score, class_logits=read(getattr(self, "class")), codes=read(self.code), reconstruction=read(self.decoder))


def linear_score(inputs):
    return Layers(nn.Linear(inputs, 1))
