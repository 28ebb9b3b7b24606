#!/usr/bin/env python3
"""Writes inception.json: features and logits that PyTorch computes with the Inception-v3 network of the FID.

    python3 tests/GanSharp.Tests/Fixtures/make_inception.py

Needs PyTorch (written with 1.13). The network has the blocks, names and rules of the real one and a sixteenth of its channels. No weights are
stored: each tensor is computed from its name, here and in the test, so both have the same network. So are the images, in grey and in colour.
"""
import json
import pathlib
import zlib

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

NARROWER = 16
CLASSES = 10
IMAGES = {"grey": (2, 1, 28, 28), "colour": (1, 3, 40, 33), "large": (1, 3, 310, 299)}


def uniform(name, count):
    """Numbers from 0 to 1 that look random: 32 bits are mixed of the position and the CRC-32 of the name."""
    x = (np.arange(count, dtype=np.uint64) + zlib.crc32(name.encode())).astype(np.uint32)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x ^= x >> np.uint32(shift)
        x = (x.astype(np.uint64) * factor).astype(np.uint32)
    x ^= x >> np.uint32(16)
    return x.astype(np.float64) / 2.0**32


def value_of(name, shape):
    u = uniform(name, int(np.prod(shape)))
    if name.endswith(("bn.weight", "running_var")):
        u = 0.5 + u
    elif len(shape) == 1:
        u = 0.2 * (u - 0.5)
    else:
        u = (u - 0.5) * np.sqrt(24.0 / np.prod(shape[1:]))
    return torch.from_numpy(u.astype(np.float32).reshape(shape))


class Conv(nn.Module):
    def __init__(self, inputs, outputs, size, stride=1, padding=0):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, size, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(outputs, eps=0.001)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)))


class Block(nn.Module):
    """Branches side by side. A branch is a list of names; what a name stands for is in `convs`, or is a pooling."""

    def __init__(self, inputs, convs, branches):
        super().__init__()
        self.branches = branches
        for name, (source, outputs, size, stride, padding) in convs.items():
            channels = inputs if source is None else convs[source][1] // NARROWER
            setattr(self, name, Conv(channels, outputs // NARROWER, size, stride, padding))

    def forward(self, x):
        results = []
        for branch in self.branches:
            y = x
            for step in branch:
                y = step(y) if callable(step) else getattr(self, step)(y)
            results.append(y)
        return torch.cat(results, 1)


def mean(x):
    return F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)


def largest(x):
    return F.max_pool2d(x, 3, 1, 1)


def smaller(x):
    return F.max_pool2d(x, 3, 2)


def block_a(inputs, pool):
    return Block(inputs, {
        "branch1x1": (None, 64, 1, 1, 0),
        "branch5x5_1": (None, 48, 1, 1, 0), "branch5x5_2": ("branch5x5_1", 64, 5, 1, 2),
        "branch3x3dbl_1": (None, 64, 1, 1, 0), "branch3x3dbl_2": ("branch3x3dbl_1", 96, 3, 1, 1),
        "branch3x3dbl_3": ("branch3x3dbl_2", 96, 3, 1, 1),
        "branch_pool": (None, pool, 1, 1, 0),
    }, [["branch1x1"], ["branch5x5_1", "branch5x5_2"], ["branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3"], [mean, "branch_pool"]])


def block_b(inputs):
    return Block(inputs, {
        "branch3x3": (None, 384, 3, 2, 0),
        "branch3x3dbl_1": (None, 64, 1, 1, 0), "branch3x3dbl_2": ("branch3x3dbl_1", 96, 3, 1, 1),
        "branch3x3dbl_3": ("branch3x3dbl_2", 96, 3, 2, 0),
    }, [["branch3x3"], ["branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3"], [smaller]])


def block_c(inputs, c7):
    row, column = ((1, 7), 1, (0, 3)), ((7, 1), 1, (3, 0))
    return Block(inputs, {
        "branch1x1": (None, 192, 1, 1, 0),
        "branch7x7_1": (None, c7, 1, 1, 0), "branch7x7_2": ("branch7x7_1", c7, *row), "branch7x7_3": ("branch7x7_2", 192, *column),
        "branch7x7dbl_1": (None, c7, 1, 1, 0), "branch7x7dbl_2": ("branch7x7dbl_1", c7, *column),
        "branch7x7dbl_3": ("branch7x7dbl_2", c7, *row), "branch7x7dbl_4": ("branch7x7dbl_3", c7, *column),
        "branch7x7dbl_5": ("branch7x7dbl_4", 192, *row),
        "branch_pool": (None, 192, 1, 1, 0),
    }, [["branch1x1"], [f"branch7x7_{i}" for i in (1, 2, 3)], [f"branch7x7dbl_{i}" for i in (1, 2, 3, 4, 5)], [mean, "branch_pool"]])


def block_d(inputs):
    return Block(inputs, {
        "branch3x3_1": (None, 192, 1, 1, 0), "branch3x3_2": ("branch3x3_1", 320, 3, 2, 0),
        "branch7x7x3_1": (None, 192, 1, 1, 0), "branch7x7x3_2": ("branch7x7x3_1", 192, (1, 7), 1, (0, 3)),
        "branch7x7x3_3": ("branch7x7x3_2", 192, (7, 1), 1, (3, 0)), "branch7x7x3_4": ("branch7x7x3_3", 192, 3, 2, 0),
    }, [["branch3x3_1", "branch3x3_2"], [f"branch7x7x3_{i}" for i in (1, 2, 3, 4)], [smaller]])


def block_e(inputs, pool):
    row, column = ((1, 3), 1, (0, 1)), ((3, 1), 1, (1, 0))
    return Block(inputs, {
        "branch1x1": (None, 320, 1, 1, 0),
        "branch3x3_1": (None, 384, 1, 1, 0),
        "branch3x3_2a": ("branch3x3_1", 384, *row), "branch3x3_2b": ("branch3x3_1", 384, *column),
        "branch3x3dbl_1": (None, 448, 1, 1, 0), "branch3x3dbl_2": ("branch3x3dbl_1", 384, 3, 1, 1),
        "branch3x3dbl_3a": ("branch3x3dbl_2", 384, *row), "branch3x3dbl_3b": ("branch3x3dbl_2", 384, *column),
        "branch_pool": (None, 192, 1, 1, 0),
    }, [
        ["branch1x1"], ["branch3x3_1", "branch3x3_2a"], ["branch3x3_1", "branch3x3_2b"],
        ["branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3a"], ["branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3b"],
        [pool, "branch_pool"],
    ])


class Inception(nn.Module):
    def __init__(self):
        super().__init__()
        n = NARROWER
        self.Conv2d_1a_3x3 = Conv(3, 32 // n, 3, 2)
        self.Conv2d_2a_3x3 = Conv(32 // n, 32 // n, 3)
        self.Conv2d_2b_3x3 = Conv(32 // n, 64 // n, 3, 1, 1)
        self.Conv2d_3b_1x1 = Conv(64 // n, 80 // n, 1)
        self.Conv2d_4a_3x3 = Conv(80 // n, 192 // n, 3)
        self.Mixed_5b, self.Mixed_5c, self.Mixed_5d = block_a(192 // n, 32), block_a(256 // n, 64), block_a(288 // n, 64)
        self.Mixed_6a = block_b(288 // n)
        self.Mixed_6b, self.Mixed_6c = block_c(768 // n, 128), block_c(768 // n, 160)
        self.Mixed_6d, self.Mixed_6e = block_c(768 // n, 160), block_c(768 // n, 192)
        self.Mixed_7a = block_d(768 // n)
        self.Mixed_7b, self.Mixed_7c = block_e(1280 // n, mean), block_e(2048 // n, largest)
        self.fc = nn.Linear(2048 // n, CLASSES)

    def forward(self, x):
        x = self.Conv2d_2b_3x3(self.Conv2d_2a_3x3(self.Conv2d_1a_3x3(x)))
        x = self.Conv2d_4a_3x3(self.Conv2d_3b_1x1(smaller(x)))
        x = smaller(x)
        for name in ("5b", "5c", "5d", "6a", "6b", "6c", "6d", "6e", "7a", "7b", "7c"):
            x = getattr(self, f"Mixed_{name}")(x)
        features = x.mean((2, 3))
        return features, self.fc(features)


def image_bytes(name, shape):
    """Noise on waves, so that neighbouring pixels are alike."""
    n, c, h, w = shape
    noise = np.floor(uniform(name, n * c * h * w).reshape(shape) * 64).astype(np.int64)
    i, k, y, x = np.meshgrid(*(np.arange(e) for e in shape), indexing="ij")
    return (noise + (7 * y * (k + 1) + 5 * x * (i + 1)) % 192).astype(np.uint8)


def numbers(tensor):
    return [float(f"{value:.7g}") for value in tensor.flatten().tolist()]


@torch.no_grad()
def main():
    network = Inception().eval()
    state = network.state_dict()
    shapes = {name: list(tensor.shape) for name, tensor in state.items() if not name.endswith("num_batches_tracked")}
    network.load_state_dict({name: value_of(name, shapes[name]) if name in shapes else tensor for name, tensor in state.items()})
    cases = []
    for name, shape in IMAGES.items():
        x = torch.from_numpy(image_bytes(name, shape)).float() / 255
        x = F.interpolate(x, size=(299, 299), mode="bilinear", align_corners=False)
        features, logits = network(2 * x.expand(-1, 3, -1, -1) - 1)
        cases.append({"name": name, "shape": shape, "features": numbers(features), "logits": numbers(logits)})
    target = pathlib.Path(__file__).with_name("inception.json")
    target.write_text(json.dumps({"tensors": shapes, "cases": cases}, separators=(",", ":")) + "\n")
    for case in cases:
        print(case["name"], np.mean(case["features"]), np.std(case["features"]), case["logits"][:3])


main()
