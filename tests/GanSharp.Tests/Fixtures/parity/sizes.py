"""How large images and layers are: small for training, whole for counting what there is to learn."""
import math
from dataclasses import dataclass, replace
from typing import Callable


@dataclass(frozen=True)
class Sizes:
    side: int
    classes: int
    width: Callable


SMALL = Sizes(8, 3, lambda width: round(math.log2(width)))
WHOLE = Sizes(28, 10, lambda width: width)
LARGER = (replace(SMALL, side=16), replace(WHOLE, side=64))
# A gated linear unit halves its channels.
GATED = (replace(LARGER[0], width=lambda width: 2 * round(math.log2(width) / 2)), LARGER[1])
current = SMALL


def built(build, sizes):
    """What build() makes in these sizes."""
    global current
    current = sizes
    return build()


def w(width):
    """A width of a recipe; log2 of it, rounded, in small networks, and even in those with gated linear units."""
    return current.width(width)


def side(divisor=1):
    """The side of images, or of what is left of them after halving until it is that many times smaller."""
    return math.ceil(current.side / divisor)


def pixels(divisor=1):
    return side(divisor) ** 2


def classes():
    return current.classes
