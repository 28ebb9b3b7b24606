#!/usr/bin/env python3
"""Writes optim.json: what PyTorch's optimisers make of a small tensor in five steps, in double precision.

    python3 tests/GanSharp.Tests/Fixtures/make_optim.py

Needs PyTorch (written with 1.13). A case is named by the optimiser's text form in recipes. Start and gradients are multiples of 1/256,
hence exact in single precision too.
"""
import json
import pathlib

import numpy as np
import torch
from torch.optim import SGD, Adam, AdamW, RMSprop

SHAPE = (3, 7)
STEPS = 5
CASES = {
    "sgd 0.1": lambda p: SGD(p, lr=0.1),
    "sgd 0.1 momentum 0.9": lambda p: SGD(p, lr=0.1, momentum=0.9),
    "sgd 0.1 decay 0.05": lambda p: SGD(p, lr=0.1, weight_decay=0.05),
    "sgd 0.01 momentum 0.5 decay 0.2": lambda p: SGD(p, lr=0.01, momentum=0.5, weight_decay=0.2),
    "rmsprop 0.01": lambda p: RMSprop(p, lr=0.01),
    "rmsprop 0.01 alpha 0.9 epsilon 0.001": lambda p: RMSprop(p, lr=0.01, alpha=0.9, eps=1e-3),
    "rmsprop 0.01 decay 0.1": lambda p: RMSprop(p, lr=0.01, weight_decay=0.1),
    "adam 0.01": lambda p: Adam(p, lr=0.01),
    "adam 0.01 0.5 0.999": lambda p: Adam(p, lr=0.01, betas=(0.5, 0.999)),
    "adam 0.01 0 0.9": lambda p: Adam(p, lr=0.01, betas=(0.0, 0.9)),
    "adam 0.01 0.5 0.9 epsilon 0.01": lambda p: Adam(p, lr=0.01, betas=(0.5, 0.9), eps=0.01),
    "adam 0.01 0.9 0.999 decay 0.1": lambda p: Adam(p, lr=0.01, weight_decay=0.1),
    "adamw 0.01": lambda p: AdamW(p, lr=0.01),
    "adamw 0.01 0.5 0.99 decay 0.3": lambda p: AdamW(p, lr=0.01, betas=(0.5, 0.99), weight_decay=0.3),
    "adamw 0.01 0.9 0.999 decay 0": lambda p: AdamW(p, lr=0.01, weight_decay=0.0),
}


def numbers(tensor):
    return [float(f"{value:.15g}") for value in tensor.detach().reshape(-1).tolist()]


def draw(rng):
    return torch.tensor(np.round(rng.standard_normal(SHAPE) * 256) / 256)


def run(create, start, gradients):
    parameter = start.clone().requires_grad_()
    optimizer = create([parameter])
    after = []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
        after.append(numbers(parameter))
    return after


def main():
    rng = np.random.default_rng(1)
    start, gradients = draw(rng), [draw(rng) for _ in range(STEPS)]
    fixture = {
        "shape": SHAPE,
        "start": numbers(start),
        "gradients": [numbers(gradient) for gradient in gradients],
        "after": {text: run(create, start, gradients) for text, create in CASES.items()},
    }
    path = pathlib.Path(__file__).with_name("optim.json")
    path.write_text(json.dumps(fixture, separators=(",", ":")).replace('],"', '],\n"') + "\n")
    print(f"{len(CASES)} cases, {path.stat().st_size // 1024} kB in {path}")


if __name__ == "__main__":
    main()
