"""How large images and layers are: small for training, whole for counting what there is to learn."""
import math
from dataclasses import dataclass, replace
from typing import Callable


@dataclass(frozen=True)
class Sizes:
    side: int
    classes: int
    width: Callable
    groups: Callable


SMALL = Sizes(8, 3, lambda width: round(math.log2(width)), lambda count: min(count, 2))
WHOLE = Sizes(28, 10, lambda width: width, lambda count: count)
LARGER = (replace(SMALL, side=16), replace(WHOLE, side=64))
# A gated linear unit halves its channels, and groups divide them. Widths below 16 stay.
EVEN = (replace(LARGER[0], width=lambda width: 2 * round(math.log2(width) / 2) if width >= 16 else width), LARGER[1])
current = SMALL


def built(build, sizes):
    """What build() makes in these sizes."""
    global current
    current = sizes
    return build()


def w(width):
    """A width of a recipe; log2 of it, rounded, in small networks, and even in those with gated linear units or groups."""
    return current.width(width)


def groups(count):
    """Groups of a convolution; at most two in small networks."""
    return current.groups(count)


def side(divisor=1):
    """The side of images, or of what is left of them after halving until it is that many times smaller."""
    return math.ceil(current.side / divisor)


def pixels(divisor=1):
    return side(divisor) ** 2


def classes():
    return current.classes
