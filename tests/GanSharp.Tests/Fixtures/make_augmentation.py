#!/usr/bin/env python3
"""Writes augmentation.json: what the transforms make of a few images, and the gradient of a weighted sum, in double precision.

    python3 tests/GanSharp.Tests/Fixtures/make_augmentation.py

Needs PyTorch (written with 1.13). A case is named by its text form in recipes. Geometric transforms are sampled by grid_sample. Each image has, for
each transform, a number that decides whether it applies, then the numbers of the transform; all are multiples of 1/256.
"""
import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

N, C, SIDE = 5, 3, 6


def moved(x, matrices):
    """Each image at the places that its 2×3 matrix gives, in pixels from the centre."""
    grids = F.affine_grid(torch.stack(matrices), list(x.shape), align_corners=False)
    return F.grid_sample(x, grids, mode="bilinear", padding_mode="zeros", align_corners=False)


def matrix(a, b, right, c, d, down):
    return torch.tensor([[a, b, right * 2 / SIDE], [c, d, down * 2 / SIDE]])


def geometric(of):
    return lambda x, numbers: moved(x, [matrix(1.0, 0, 0, 0, 1.0, 0) if u is None else of(u) for u in numbers])


def shift(u, share):
    reach = int(SIDE * share + 0.5)
    return int(u * (2 * reach + 1)) - reach


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
        mask = torch.ones(N, 1, SIDE, SIDE)
        size = int(SIDE * share + 0.5)
        for image, u in zip(mask, numbers):
            if u is not None:
                top, left = (int(v * (SIDE + 1 - size % 2)) - size // 2 for v in u)
                image[0, max(0, top):max(0, top + size), max(0, left):max(0, left + size)] = 0
        return x * mask
    return apply


TRANSFORMS = {
    "flip": (1, geometric(lambda u: matrix(1.0 if u[0] < 0.5 else -1.0, 0, 0, 0, 1.0, 0))),
    "quarter-turns": (1, geometric(lambda u: turn(int(u[0] * 4) * math.pi / 2))),
    "translation": (2, geometric(lambda u: matrix(1.0, 0, -shift(u[0], 0.125), 0, 1.0, -shift(u[1], 0.125)))),
    "translation 0.4": (2, geometric(lambda u: matrix(1.0, 0, -shift(u[0], 0.4), 0, 1.0, -shift(u[1], 0.4)))),
    "scale": (2, geometric(lambda u: scaled(u, 0.2))),
    "rotation": (1, geometric(lambda u: turn((2 * u[0] - 1) * math.pi))),
    "rotation 30": (1, geometric(lambda u: turn((2 * u[0] - 1) * math.pi / 6))),
    "colour": (3, colour),
    "cutout": (2, cutout(0.5)),
    "cutout 0.3": (2, cutout(0.3)),
}
CASES = [[name] for name in TRANSFORMS] + [["flip", "translation", "colour", "cutout"]]


def case(entries, rng, x, weights):
    columns = sum(1 + TRANSFORMS[entry][0] for entry in entries)
    drawn = np.round(rng.random((N, columns)) * 256) / 256
    drawn = np.minimum(drawn, 255 / 256)
    y, start = x, 0
    for entry in entries:
        count, apply = TRANSFORMS[entry]
        y = apply(y, [row[start + 1:start + 1 + count].tolist() for row in drawn])
        start += 1 + count
    gradient, = torch.autograd.grad((y * weights).sum(), x)
    return {
        "entries": entries, "drawn": drawn.flatten().tolist(), "columns": columns,
        "y": y.flatten().tolist(), "gradient": gradient.flatten().tolist(),
    }


def main():
    torch.set_default_dtype(torch.float64)
    rng = np.random.default_rng(11)
    x, weights = (torch.tensor(np.round(rng.uniform(-1, 1, (N, C, SIDE, SIDE)) * 256) / 256) for _ in range(2))
    x.requires_grad_()
    result = {
        "shape": [N, C, SIDE, SIDE], "x": x.flatten().tolist(), "weights": weights.flatten().tolist(),
        "cases": [case(entries, rng, x, weights) for entries in CASES],
    }
    text = json.dumps(result, separators=(",", ":")).replace('],"', '],\n"')
    pathlib.Path(__file__).with_name("augmentation.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
