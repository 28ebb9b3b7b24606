#!/usr/bin/env python3
"""Writes the generator of the recipe `gan` for images of 28x28 as an ONNX model, its weights drawn as the recipe draws them.

    python3 bench/onnx/make_model.py generator.onnx [--folded]

Needs PyTorch (written with 1.13). The model takes noise `z` (N, 62) and gives `images` (N, 1, 28, 28), batch norm in evaluation, for any N.
With --folded, each batch norm is part of the weights before it, which ONNX Runtime does not see to by itself.
"""
import sys

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

LATENT = 62


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = nn.Sequential(
            nn.Linear(LATENT, 1024), nn.BatchNorm1d(1024), nn.ReLU(),
            nn.Linear(1024, 128 * 7 * 7), nn.BatchNorm1d(128 * 7 * 7), nn.ReLU())
        self.convolutional = nn.Sequential(
            nn.ConvTranspose2d(128, 64, 4, stride=2, padding=1), nn.BatchNorm2d(64), nn.ReLU(),
            nn.ConvTranspose2d(64, 1, 4, stride=2, padding=1), nn.Tanh())

    def forward(self, z):
        return self.convolutional(self.dense(z).view(-1, 128, 7, 7))


def initialize(module):
    if isinstance(module, (nn.Linear, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0, 0.02)
        nn.init.zeros_(module.bias)


def folded(layers):
    result = []
    for layer in layers:
        if isinstance(layer, nn.BatchNorm1d):
            result[-1] = fuse_linear_bn_eval(result[-1], layer)
        elif isinstance(layer, nn.BatchNorm2d):
            result[-1] = fuse_conv_bn_eval(result[-1], layer, transpose=True)
        else:
            result.append(layer)
    return nn.Sequential(*result)


def main(path, *options):
    torch.manual_seed(1)
    model = Generator().apply(initialize).eval()
    if "--folded" in options:
        model.dense, model.convolutional = folded(model.dense), folded(model.convolutional)
    torch.onnx.export(
        model, torch.zeros(2, LATENT), path, input_names=["z"], output_names=["images"],
        dynamic_axes={"z": {0: "N"}, "images": {0: "N"}}, opset_version=16)


main(*sys.argv[1:])
