"""What the discriminator sees images through: random transforms, as recipes name them."""
import math

import numpy as np
import torch
import torch.nn.functional as F


def moved(x, matrices):
    """Each image at the places that its 2×3 matrix gives, in pixels from the centre."""
    grids = F.affine_grid(torch.stack(matrices), list(x.shape), align_corners=False)
    return F.grid_sample(x, grids, mode="bilinear", padding_mode="zeros", align_corners=False)


def matrix(a, b, right, c, d, down):
    """A map whose shifts are shares of half a side."""
    return torch.tensor([[a, b, right], [c, d, down]])


def geometric(of):
    """Transforms each image by the map of its numbers and the side of images."""
    return lambda x, numbers: moved(x, [matrix(1.0, 0, 0, 0, 1.0, 0) if u is None else of(u, x.shape[-1]) for u in numbers])


def shift(u, share, side):
    """Whole pixels, as a share of half a side."""
    reach = int(side * share + 0.5)
    return (int(u * (2 * reach + 1)) - reach) * 2 / side


def translation(share):
    return geometric(lambda u, side: matrix(1.0, 0, -shift(u[0], share, side), 0, 1.0, -shift(u[1], share, side)))


def turn(angle):
    return matrix(math.cos(angle), -math.sin(angle), 0, math.sin(angle), math.cos(angle), 0)


def scaled(u, deviation):
    factor = 2 ** (deviation * math.sqrt(-2 * math.log(1 - u[0])) * math.cos(2 * math.pi * u[1]))
    return matrix(1 / factor, 0, 0, 0, 1 / factor, 0)


def colour(x, numbers):
    images = []
    for image, u in zip(x, numbers):
        if u is not None:
            image = image + (u[0] - 0.5)
            grey = image.mean(0, keepdim=True)
            image = (image - grey) * (2 * u[1]) + grey
            mean = image.mean()
            image = (image - mean) * (u[2] + 0.5) + mean
        images.append(image)
    return torch.stack(images)


def cutout(share):
    def apply(x, numbers):
        side = x.shape[-1]
        mask = torch.ones(len(x), 1, side, side)
        size = int(side * share + 0.5)
        for image, u in zip(mask, numbers):
            if u is not None:
                top, left = (int(v * (side + 1 - size % 2)) - size // 2 for v in u)
                image[0, max(0, top):max(0, top + size), max(0, left):max(0, left + size)] = 0
        return x * mask
    return apply


TRANSFORMS = {
    "flip": (1, geometric(lambda u, _: matrix(1.0 if u[0] < 0.5 else -1.0, 0, 0, 0, 1.0, 0))),
    "quarter-turns": (1, geometric(lambda u, _: turn(int(u[0] * 4) * math.pi / 2))),
    "translation": (2, translation(0.125)),
    "translation 0.4": (2, translation(0.4)),
    "scale": (2, geometric(lambda u, _: scaled(u, 0.2))),
    "rotation": (1, geometric(lambda u, _: turn((2 * u[0] - 1) * math.pi))),
    "rotation 30": (1, geometric(lambda u, _: turn((2 * u[0] - 1) * math.pi / 6))),
    "colour": (3, colour),
    "cutout": (2, cutout(0.5)),
    "cutout 0.3": (2, cutout(0.3)),
}


def draw(rng, entries, count):
    """The numbers of each image: for each transform one that decides whether it applies, then those of the transform."""
    drawn = np.round(rng.random((count, sum(1 + TRANSFORMS[entry][0] for entry in entries))) * 256) / 256
    return np.minimum(drawn, 255 / 256)


def apply(entries, x, drawn):
    """Images after all transforms, which apply whatever the first number."""
    start = 0
    for entry in entries:
        count, transform = TRANSFORMS[entry]
        x = transform(x, [row[start + 1:start + 1 + count].tolist() for row in drawn])
        start += 1 + count
    return x
