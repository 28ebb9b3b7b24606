#!/usr/bin/env python3
"""Writes augmentation.json: what the transforms make of a few images, and the gradient of a weighted sum, in double precision.

    python3 tests/GanSharp.Tests/Fixtures/make_augmentation.py

Needs PyTorch (written with 1.13). A case is named by its text form in recipes. Geometric transforms are sampled by grid_sample. Each image has, for
each transform, a number that decides whether it applies, then the numbers of the transform; all are multiples of 1/256.
"""
import json
import pathlib

import numpy as np
import torch

from parity import augmentation

N, C, SIDE = 5, 3, 6


CASES = [[name] for name in augmentation.TRANSFORMS] + [["flip", "translation", "colour", "cutout"]]


def case(entries, rng, x, weights):
    drawn = augmentation.draw(rng, entries, N)
    y = augmentation.apply(entries, x, drawn)
    gradient, = torch.autograd.grad((y * weights).sum(), x)
    return {
        "entries": entries, "drawn": drawn.flatten().tolist(), "columns": drawn.shape[1],
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
