#!/usr/bin/env python3
"""Writes ops.json: what PyTorch computes for every case of OpCases, in double precision.

    python3 tests/GanSharp.Tensors.Tests/Fixtures/make_ops.py

Needs PyTorch (written with 1.13). A case is a name, a function, and its inputs. The output and, for a random cotangent, the gradients of
sum(output * cotangent) with respect to every input are recorded. Inputs and cotangents are multiples of 1/256, hence exact in single
precision too. The numbers of a case depend on its name alone, so adding one leaves the others as they are.
"""
import json
import pathlib
import zlib

import numpy as np
import torch
import torch.nn.functional as F

CASES = {}
LARGE = [-800.0, -100.0, -30.0, -1.5, 0.25, 30.0, 100.0, 800.0]


def case(name, function, *inputs):
    """Registers a case. An input is a shape, drawn from a normal distribution, or one of the draws below."""
    assert name not in CASES, name
    CASES[name] = (function, inputs)


def grid(values):
    return np.round(np.asarray(values, dtype=np.float64) * 256) / 256


def normal(*shape):
    return lambda rng: grid(rng.standard_normal(shape))


def positive(*shape):
    return lambda rng: grid(rng.uniform(0.5, 2.5, shape))


def nonzero(*shape):
    """Either sign, away from the kink or pole at zero."""
    return lambda rng: grid(rng.choice([-1, 1], shape) * rng.uniform(0.125, 2, shape))


def distinct(*shape):
    """No two values closer than 1/32, so that every maximum has a clear winner."""
    count = int(np.prod(shape))
    return lambda rng: grid((rng.permutation(count).reshape(shape) - count / 2) / 32)


def given(values):
    return lambda rng: grid(values)


def unary(name, function, draw):
    case(f"{name}/vector", function, draw(7))
    case(f"{name}/matrix", function, draw(3, 5))


def arithmetic():
    binary = {"Add": torch.add, "Sub": torch.sub, "Mul": torch.mul, "Div": torch.div}
    for name, function in binary.items():
        right = nonzero if name == "Div" else normal
        case(f"{name}/same", function, (3, 5), right(3, 5))
        case(f"{name}/row", function, (2, 3, 4), right(4))
        case(f"{name}/column", function, (2, 3, 4), right(3, 1))
        case(f"{name}/channel", function, (2, 3, 2, 3), right(1, 3, 1, 1))
        case(f"{name}/both-stretch", function, (2, 1, 4), right(3, 1))
        case(f"{name}/left-stretches", function, (4,), right(2, 3, 4))
        case(f"{name}/scalar-right", function, (2, 3), right())
        case(f"{name}/scalar-left", function, (), right(2, 3))
        case(f"{name}/self", lambda x, f=function: f(x, x), right(2, 3))
    case("Add/number", lambda x: x + 2.5, (2, 3))
    case("Add/number-left", lambda x: 2.5 + x, (2, 3))
    case("Sub/number", lambda x: x - 2.5, (2, 3))
    case("Sub/number-left", lambda x: 2.5 - x, (2, 3))
    case("Mul/number", lambda x: x * -1.5, (2, 3))
    case("Mul/number-left", lambda x: -1.5 * x, (2, 3))
    case("Div/number", lambda x: x / 4, (2, 3))
    case("Div/number-left", lambda x: 4 / x, nonzero(2, 3))
    unary("Neg", torch.neg, normal)
    unary("Abs", torch.abs, nonzero)
    unary("Square", torch.square, normal)
    unary("Sqrt", torch.sqrt, positive)
    unary("Exp", torch.exp, normal)
    unary("Log", torch.log, positive)
    unary("Erf", torch.erf, normal)
    case("Erf/tails", torch.erf, given([-30, -6, -3.5, -1, -0.125, 0, 0.125, 1, 3.5, 6, 30]))
    case("Pow/square", lambda x: x ** 2, nonzero(2, 3))
    case("Pow/cube", lambda x: x ** 3, nonzero(2, 3))
    case("Pow/fraction", lambda x: x ** 1.5, positive(2, 3))
    case("Pow/inverse", lambda x: x ** -2, nonzero(2, 3))
    case("Pow/inverse-root", lambda x: x ** -0.5, positive(2, 3))


def activations():
    unary("Relu", F.relu, nonzero)
    unary("LeakyRelu", F.leaky_relu, nonzero)
    case("LeakyRelu/slope", lambda x: F.leaky_relu(x, 0.25), nonzero(2, 3))
    case("PRelu/shared", F.prelu, nonzero(3, 4), (1,))
    case("PRelu/features", F.prelu, nonzero(3, 4), (4,))
    case("PRelu/images", F.prelu, nonzero(2, 3, 2, 3), (3,))
    unary("Elu", F.elu, nonzero)
    case("Elu/alpha", lambda x: F.elu(x, 0.5), nonzero(2, 3))
    unary("Selu", F.selu, nonzero)
    unary("Gelu", F.gelu, normal)
    unary("Tanh", torch.tanh, normal)
    unary("Sigmoid", torch.sigmoid, normal)
    unary("Softplus", F.softplus, normal)
    for name, function in {
        "Elu": F.elu, "Selu": F.selu, "Gelu": F.gelu, "Tanh": torch.tanh, "Sigmoid": torch.sigmoid, "Softplus": F.softplus,
    }.items():
        case(f"{name}/large", function, given(LARGE))
    case("Glu/matrix", lambda x: F.glu(x, 1), (3, 6))
    case("Glu/images", lambda x: F.glu(x, 1), (2, 4, 3, 5))
    case("Glu/large", lambda x: F.glu(x, 1), given([[*LARGE[:4], *LARGE], LARGE + LARGE[4:]]))
    case("Maxout/pieces2", lambda x: x.reshape(3, 4, 2).amax(2), distinct(3, 8))
    case("Maxout/pieces5", lambda x: x.reshape(2, 3, 5).amax(2), distinct(2, 15))
    for name, function in {"Softmax": torch.softmax, "LogSoftmax": torch.log_softmax}.items():
        case(f"{name}/last", lambda x, f=function: f(x, -1), (3, 5))
        case(f"{name}/first", lambda x, f=function: f(x, 0), (3, 5))
        case(f"{name}/middle", lambda x, f=function: f(x, 1), (2, 3, 4))
        case(f"{name}/large", lambda x, f=function: f(x, -1), given([[-800, 0, 800], [800, 799, 798], [-900, -901, -900.5]]))


def reductions():
    for name, function in {"Sum": torch.sum, "Mean": torch.mean}.items():
        case(f"{name}/all", lambda x, f=function: f(x), (2, 3, 4))
        case(f"{name}/all-keep", lambda x, f=function: f(x, (0, 1, 2), keepdim=True), (2, 3, 4))
        case(f"{name}/first", lambda x, f=function: f(x, 0), (2, 3, 4))
        case(f"{name}/middle", lambda x, f=function: f(x, 1), (2, 3, 4))
        case(f"{name}/last", lambda x, f=function: f(x, -1), (2, 3, 4))
        case(f"{name}/two-apart", lambda x, f=function: f(x, (0, 2)), (2, 3, 4))
        case(f"{name}/unordered", lambda x, f=function: f(x, (-1, 0)), (2, 3, 4))
        case(f"{name}/channels-keep", lambda x, f=function: f(x, (0, 2, 3), keepdim=True), (2, 3, 2, 3))
    case("Max/first", lambda x: x.amax(0), distinct(4, 3))
    case("Max/middle", lambda x: x.amax(1), distinct(2, 4, 3))
    case("Max/last", lambda x: x.amax(-1), distinct(3, 5))
    case("Max/keep", lambda x: x.amax(1, keepdim=True), distinct(2, 4, 3))


def linear_algebra():
    case("MatMul/plain", lambda a, b: a @ b, (3, 4), (4, 5))
    case("MatMul/transpose-a", lambda a, b: a.T @ b, (4, 3), (4, 5))
    case("MatMul/transpose-b", lambda a, b: a @ b.T, (3, 4), (5, 4))
    case("MatMul/transpose-both", lambda a, b: a.T @ b.T, (4, 3), (5, 4))
    case("MatMul/row-by-column", lambda a, b: a @ b, (1, 9), (9, 1))
    case("MatMul/outer", lambda a, b: a @ b, (9, 1), (1, 7))
    case("MatMul/past-a-tile", lambda a, b: a @ b, (17, 5), (5, 27))
    case("MatMul/self", lambda a: a @ a.T, (3, 4))
    case("Linear/bias", F.linear, (3, 5), (4, 5), (4,))
    case("Linear/no-bias", F.linear, (3, 5), (4, 5))
    case("Linear/one-output", F.linear, (4, 6), (1, 6), (1,))


def shapes():
    case("Reshape/split", lambda x: x.reshape(2, 3, 4), (6, 4))
    case("Reshape/vector", lambda x: x.reshape(12), (2, 2, 3))
    case("Flatten/images", lambda x: x.flatten(1), (2, 3, 2, 2))
    case("Flatten/matrix", lambda x: x.flatten(1), (2, 3))
    case("Transpose/matrix", lambda x: x.T, (3, 4))
    case("Transpose/rotate", lambda x: x.permute(2, 0, 1), (2, 3, 4))
    case("Transpose/channels-last", lambda x: x.permute(0, 2, 3, 1), (2, 3, 2, 4))
    case("Concat/rows", lambda *x: torch.cat(x, 0), (2, 3), (1, 3))
    case("Concat/channels", lambda *x: torch.cat(x, 1), (2, 1, 2, 2), (2, 3, 2, 2), (2, 2, 2, 2))
    case("Concat/last", lambda *x: torch.cat(x, -1), (2, 3, 1), (2, 3, 2))
    case("Concat/self", lambda x: torch.cat([x, x], 0), (2, 3))
    case("Concat/one", lambda x: torch.cat([x], 0), (2, 3))
    case("Slice/rows", lambda x: x.narrow(0, 1, 2), (4, 3))
    case("Slice/middle", lambda x: x.narrow(1, 0, 2), (2, 3, 4))
    case("Slice/last", lambda x: x.narrow(-1, 2, 1), (2, 3, 4))
    case("Slice/whole", lambda x: x.narrow(0, 0, 2), (2, 3))
    case("Pad/rows", lambda x: F.pad(x, (0, 0, 1, 2)), (2, 3))
    case("Pad/middle", lambda x: F.pad(x, (0, 0, 2, 0)), (2, 3, 2))
    case("Pad/last", lambda x: F.pad(x, (0, 1)), (2, 3))
    case("BroadcastTo/rows", lambda x: x.expand(4, 3), (3,))
    case("BroadcastTo/images", lambda x: x.expand(2, 3, 2, 4), (1, 3, 1, 1))
    case("BroadcastTo/scalar", lambda x: x.expand(2, 3), ())
    case("BroadcastTo/same", lambda x: x.expand(2, 3), (2, 3))
    case("Embedding/repeated", lambda t: F.embedding(torch.tensor([2, 0, 2, 3, 2]), t), (4, 3))
    case("Embedding/one", lambda t: F.embedding(torch.tensor([1]), t), (3, 4))


def convolutions():
    case("Conv2d/k1", F.conv2d, (2, 3, 3, 4), (4, 3, 1, 1), (4,))
    case("Conv2d/k3", F.conv2d, (1, 2, 5, 4), (3, 2, 3, 3), (3,))
    case("Conv2d/k3p1", lambda x, w, b: F.conv2d(x, w, b, padding=1), (2, 2, 4, 5), (3, 2, 3, 3), (3,))
    case("Conv2d/k3p1-no-bias", lambda x, w: F.conv2d(x, w, padding=1), (2, 2, 4, 3), (2, 2, 3, 3))
    case("Conv2d/k4s2p1", lambda x, w, b: F.conv2d(x, w, b, 2, 1), (2, 2, 6, 4), (3, 2, 4, 4), (3,))
    case("Conv2d/k3s2-leftover", lambda x, w, b: F.conv2d(x, w, b, 2), (1, 2, 6, 8), (2, 2, 3, 3), (2,))
    case("Conv2d/k5s2p2", lambda x, w, b: F.conv2d(x, w, b, 2, 2), (1, 2, 5, 7), (2, 2, 5, 5), (2,))
    case("Conv2d/k2s3-leftover", lambda x, w, b: F.conv2d(x, w, b, 3), (2, 1, 7, 6), (2, 1, 2, 2), (2,))
    case("Conv2d/k3p3", lambda x, w, b: F.conv2d(x, w, b, padding=3), (1, 1, 2, 3), (2, 1, 3, 3), (2,))
    case("Conv2d/k1x3", F.conv2d, (2, 2, 3, 5), (3, 2, 1, 3), (3,))
    case("Conv2d/k3x2s2p1", lambda x, w, b: F.conv2d(x, w, b, 2, 1), (2, 2, 5, 6), (2, 2, 3, 2), (2,))
    case("Conv2d/whole-image", F.conv2d, (3, 2, 3, 4), (2, 2, 3, 4), (2,))
    case("Conv2d/past-a-tile", lambda x, w: F.conv2d(x, w, padding=1), (1, 1, 6, 7), (9, 1, 3, 3))
    case("Conv2d/k3p1g2", lambda x, w, b: F.conv2d(x, w, b, padding=1, groups=2), (2, 4, 3, 4), (6, 2, 3, 3), (6,))
    case("Conv2d/k3s2p1g3-no-bias", lambda x, w: F.conv2d(x, w, None, 2, 1, groups=3), (2, 3, 5, 4), (6, 1, 3, 3))
    case("Conv2d/k2x3-each-channel", lambda x, w, b: F.conv2d(x, w, b, groups=3), (2, 3, 3, 4), (3, 1, 2, 3), (3,))
    deconv = F.conv_transpose2d
    case("ConvTranspose2d/k1", deconv, (2, 3, 3, 4), (3, 2, 1, 1), (2,))
    case("ConvTranspose2d/k3p1", lambda x, w, b: deconv(x, w, b, 1, 1), (2, 2, 3, 4), (2, 3, 3, 3), (3,))
    case("ConvTranspose2d/k4s2p1", lambda x, w, b: deconv(x, w, b, 2, 1), (2, 3, 2, 3), (3, 2, 4, 4), (2,))
    case("ConvTranspose2d/k4s2p1-no-bias", lambda x, w: deconv(x, w, None, 2, 1), (1, 2, 3, 2), (2, 3, 4, 4))
    case("ConvTranspose2d/k3s2p1o1", lambda x, w, b: deconv(x, w, b, 2, 1, 1), (1, 2, 3, 2), (2, 3, 3, 3), (3,))
    case("ConvTranspose2d/k5s2p2o1", lambda x, w, b: deconv(x, w, b, 2, 2, 1), (1, 2, 2, 3), (2, 2, 5, 5), (2,))
    case("ConvTranspose2d/k2s3-gaps", lambda x, w, b: deconv(x, w, b, 3), (2, 1, 2, 3), (1, 2, 2, 2), (2,))
    case("ConvTranspose2d/k2s3o2", lambda x, w, b: deconv(x, w, b, 3, 0, 2), (1, 2, 2, 2), (2, 2, 2, 2), (2,))
    case("ConvTranspose2d/from-a-point", deconv, (3, 4, 1, 1), (4, 2, 3, 4), (2,))
    case("ConvTranspose2d/k2x3s2", lambda x, w, b: deconv(x, w, b, 2), (2, 2, 2, 3), (2, 2, 2, 3), (2,))

    def enlarged(scale, padding=0):
        return lambda x, w, b=None: F.conv2d(F.interpolate(x, scale_factor=scale), w, b, padding=padding)

    case("UpsampleConv2d/x2k3p1", enlarged(2, 1), (2, 2, 3, 4), (3, 2, 3, 3), (3,))
    case("UpsampleConv2d/x2k3p1-no-bias", enlarged(2, 1), (1, 3, 2, 3), (2, 3, 3, 3))
    case("UpsampleConv2d/x2k3", enlarged(2), (1, 2, 3, 2), (2, 2, 3, 3), (2,))
    case("UpsampleConv2d/x2k4p2", enlarged(2, 2), (1, 2, 2, 3), (2, 2, 4, 4), (2,))
    case("UpsampleConv2d/x3k2p1", enlarged(3, 1), (2, 1, 1, 2), (2, 1, 2, 2), (2,))
    case("UpsampleConv2d/x4k3p2", enlarged(4, 2), (1, 2, 1, 2), (1, 2, 3, 3), (1,))
    case("UpsampleConv2d/x2k5p4", enlarged(2, 4), (1, 1, 1, 3), (2, 1, 5, 5), (2,))
    case("UpsampleConv2d/x2k1", enlarged(2), (1, 3, 2, 2), (2, 3, 1, 1), (2,))
    case("UpsampleConv2d/x1k3p1", enlarged(1, 1), (1, 2, 3, 2), (2, 2, 3, 3), (2,))
    case("UpsampleConv2d/x2k3p3", enlarged(2, 3), (1, 1, 1, 2), (2, 1, 3, 3), (2,))
    case("UpsampleConv2d/x2k2x3p1", enlarged(2, 1), (1, 2, 2, 2), (2, 2, 2, 3), (2,))


def blur(x):
    """(1, 2, 1)/4 along both axes; the weights inside are divided by their sum."""
    filter = torch.tensor([1.0, 2.0, 1.0], dtype=x.dtype)
    kernel = torch.outer(filter, filter).expand(x.shape[1], 1, 3, 3)

    def sums(y):
        return F.conv2d(y, kernel, padding=1, groups=y.shape[1])

    return sums(x) / sums(torch.ones_like(x))


def pooling():
    case("Blur2d/plain", blur, (2, 2, 4, 5))
    case("Blur2d/wide", blur, (1, 1, 3, 21))
    case("Blur2d/two", blur, (1, 2, 2, 2))
    case("Blur2d/one", blur, (1, 2, 1, 1))
    case("UpsampleNearest/x1", lambda x: F.interpolate(x, scale_factor=1), (1, 2, 2, 3))
    case("UpsampleNearest/x2", lambda x: F.interpolate(x, scale_factor=2), (2, 2, 2, 3))
    case("UpsampleNearest/x2-wide", lambda x: F.interpolate(x, scale_factor=2), (1, 1, 2, 11))
    case("UpsampleNearest/x3", lambda x: F.interpolate(x, scale_factor=3), (1, 2, 3, 2))
    for name, function, draw in [("AvgPool2d", F.avg_pool2d, normal), ("MaxPool2d", F.max_pool2d, distinct)]:
        case(f"{name}/k2s2", lambda x, f=function: f(x, 2, 2), draw(2, 2, 4, 6))
        if name == "AvgPool2d":
            case("AvgPool2d/k2s2-wide", lambda x: F.avg_pool2d(x, 2, 2), (1, 1, 4, 22))
            case("AvgPool2d/k3s3", lambda x: F.avg_pool2d(x, 3, 3), (1, 1, 7, 6))
        case(f"{name}/k2s2-leftover", lambda x, f=function: f(x, 2, 2), draw(1, 2, 5, 7))
        case(f"{name}/k3s2-overlapping", lambda x, f=function: f(x, 3, 2), draw(1, 2, 5, 7))
        case(f"{name}/k3s1", lambda x, f=function: f(x, 3, 1), draw(1, 2, 4, 5))
        case(f"{name}/k2s3-gaps", lambda x, f=function: f(x, 2, 3), draw(2, 1, 5, 8))
        case(f"{name}/k1s2", lambda x, f=function: f(x, 1, 2), draw(1, 2, 3, 4))


def normalize_with(x, mean, variance, gamma=None, beta=None, epsilon=1e-5):
    per_channel = (1, -1) + (1,) * (x.dim() - 2)
    y = (x - mean.view(per_channel)) / torch.sqrt(variance.view(per_channel) + epsilon)
    y = y if gamma is None else y * gamma.view(per_channel)
    return y if beta is None else y + beta.view(per_channel)


def normalization():
    def batch(x, gamma=None, beta=None, epsilon=1e-5):
        return F.batch_norm(x, None, None, gamma, beta, True, 0.0, epsilon)

    def in_parts(parts):
        return lambda x, *affine: torch.cat([batch(part, *affine) for part in x.chunk(parts)])

    def layer(x, gamma=None, beta=None, epsilon=1e-5):
        return F.layer_norm(x, x.shape[1:], gamma, beta, epsilon)

    def instance(x, gamma=None, beta=None, epsilon=1e-5):
        return F.instance_norm(x, weight=gamma, bias=beta, eps=epsilon)

    case("BatchNorm/features", batch, (6, 3), (3,), (3,))
    case("BatchNorm/features-plain", batch, (6, 3))
    case("BatchNorm/images", batch, (2, 3, 3, 2), (3,), (3,))
    case("BatchNorm/images-plain", batch, (2, 3, 3, 2))
    case("BatchNorm/gamma-only", batch, (2, 3, 2, 2), (3,))
    case("BatchNorm/beta-only", lambda x, beta: batch(x, None, beta), (2, 3, 2, 2), (3,))
    case("BatchNorm/epsilon", lambda x, g, b: batch(x, g, b, 0.5), (5, 4), (4,), (4,))
    case("BatchNorm/features-parts", in_parts(2), (6, 3), (3,), (3,))
    case("BatchNorm/images-parts", in_parts(3), (6, 3, 3, 2), (3,), (3,))
    case("BatchNorm/images-parts-plain", in_parts(2), (4, 3, 2, 2))
    case("BatchNorm/parts-gamma-only", in_parts(2), (4, 3, 2, 2), (3,))
    case("BatchNorm/parts-beta-only", lambda x, beta: in_parts(2)(x, None, beta), (4, 3, 2, 2), (3,))
    case("LayerNorm/features", layer, (3, 6), (6,), (6,))
    case("LayerNorm/features-plain", layer, (3, 6))
    case("LayerNorm/images", layer, (2, 2, 2, 3), (2, 2, 3), (2, 2, 3))
    case("LayerNorm/images-plain", layer, (2, 2, 2, 3))
    case("LayerNorm/gamma-only", layer, (3, 6), (6,))
    case("LayerNorm/beta-only", lambda x, beta: layer(x, None, beta), (3, 6), (6,))
    case("LayerNorm/epsilon", lambda x, g, b: layer(x, g, b, 0.5), (3, 6), (6,), (6,))
    case("InstanceNorm/images", instance, (2, 3, 3, 2), (3,), (3,))
    case("InstanceNorm/images-plain", instance, (2, 3, 3, 2))
    case("InstanceNorm/gamma-only", instance, (2, 2, 3, 2), (2,))
    case("InstanceNorm/beta-only", lambda x, beta: instance(x, None, beta), (2, 2, 3, 2), (2,))
    case("InstanceNorm/epsilon", lambda x, g, b: instance(x, g, b, 0.5), (2, 2, 3, 2), (2,), (2,))
    case("NormalizeWith/features", normalize_with, (4, 3), (3,), positive(3), (3,), (3,))
    case("NormalizeWith/images", normalize_with, (2, 3, 2, 3), (3,), positive(3), (3,), (3,))
    case("NormalizeWith/images-plain", normalize_with, (2, 3, 2, 3), (3,), positive(3))
    case("NormalizeWith/epsilon", lambda *x: normalize_with(*x, epsilon=0.5), (4, 3), (3,), positive(3), (3,), (3,))


def array(tensor):
    return {"shape": list(tensor.shape), "data": [float(f"{v:.14g}") for v in tensor.detach().contiguous().view(-1).tolist()]}


def run(name, function, inputs):
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    draws = [draw if callable(draw) else normal(*draw) for draw in inputs]
    tensors = [torch.tensor(draw(rng), dtype=torch.float64, requires_grad=True) for draw in draws]
    output = function(*tensors)
    cotangent = torch.tensor(normal(*output.shape)(rng), dtype=torch.float64)
    grads = torch.autograd.grad((output * cotangent).sum(), tensors)
    return {
        "inputs": [array(x) for x in tensors],
        "cotangent": array(cotangent),
        "output": array(output),
        "grads": [array(grad) for grad in grads],
    }


def main():
    for family in (arithmetic, activations, reductions, linear_algebra, shapes, convolutions, pooling, normalization):
        family()
    lines = [f"{json.dumps(name)}:{json.dumps(run(name, *spec), separators=(',', ':'))}" for name, spec in CASES.items()]
    path = pathlib.Path(__file__).with_name("ops.json")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(lines)} cases, {path.stat().st_size // 1024} kB in {path}")


if __name__ == "__main__":
    main()
