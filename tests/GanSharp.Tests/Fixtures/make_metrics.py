#!/usr/bin/env python3
"""Writes metrics.json: the figures of small random feature sets, computed with NumPy and SciPy as the papers write them down.

    python3 tests/GanSharp.Tests/Fixtures/make_metrics.py

Needs NumPy and SciPy. Features are multiples of 1/256, hence exact in single precision. Everything is naive: loops over pairs, and the root of the
unsymmetric product that the Fréchet distance is defined with.
"""
import json
import pathlib

import numpy as np
import scipy.linalg

NEIGHBOURS = 3
CASES = {"wide": (60, 50, 7), "same": (80, 80, 5), "far": (40, 70, 4)}


def features(generator, count, size, shift, scale):
    mixing = generator.normal(size=(size, size))
    return np.round((generator.normal(size=(count, size)) * scale @ mixing + shift) * 256) / 256


def moments(x):
    return x.mean(0), np.cov(x, rowvar=False, ddof=1)


def frechet(x, y):
    (mean_x, cov_x), (mean_y, cov_y) = moments(x), moments(y)
    root = scipy.linalg.sqrtm(cov_x @ cov_y)
    return ((mean_x - mean_y) ** 2).sum() + np.trace(cov_x + cov_y - 2 * root.real)


def kernel(a, b):
    return (sum(p * q for p, q in zip(a, b)) / len(a) + 1) ** 3


def kid(x, y):
    def within(z):
        pairs = [kernel(z[i], z[j]) for i in range(len(z)) for j in range(len(z)) if i != j]
        return sum(pairs) / len(pairs)

    across = [kernel(a, b) for a in x for b in y]
    return within(x) + within(y) - 2 * sum(across) / len(across)


def radius(z, i):
    return sorted(np.linalg.norm(z[i] - z[j]) for j in range(len(z)) if j != i)[NEIGHBOURS - 1]


def manifolds(samples, real):
    of_samples = [radius(samples, i) for i in range(len(samples))]
    of_real = [radius(real, j) for j in range(len(real))]
    distance = [[np.linalg.norm(a - b) for b in real] for a in samples]
    rows, columns = range(len(samples)), range(len(real))
    balls = [sum(distance[i][j] <= of_real[j] for j in columns) for i in rows]
    return {
        "precision": np.mean([count > 0 for count in balls]),
        "recall": np.mean([any(distance[i][j] <= of_samples[i] for i in rows) for j in columns]),
        "density": np.mean(balls) / NEIGHBOURS,
        "coverage": np.mean([any(distance[i][j] <= of_real[j] for i in rows) for j in columns]),
    }


def inception_score(logits):
    p = np.exp(logits - scipy.special.logsumexp(logits, axis=1, keepdims=True))
    return np.exp(np.mean(np.sum(p * (np.log(p) - np.log(p.mean(0))), axis=1)))


def case(number, name):
    samples, real, size = CASES[name]
    generator = np.random.default_rng(number)
    shift, scale = {"wide": (0.2, 1.5), "same": (0, 1), "far": (3, 1)}[name]
    y = features(generator, real, size, 0, 1)
    x = features(generator, samples, size, shift, scale) if name != "same" else y + np.round(generator.normal(size=y.shape) * 64) / 256
    mean, covariance = moments(x)
    figures = {"fid": frechet(x, y), "kid": kid(x, y), "inceptionScore": inception_score(x), **manifolds(x, y)}
    return {
        "samples": x.ravel().tolist(), "real": y.ravel().tolist(), "size": size, "neighbours": NEIGHBOURS,
        "mean": mean.tolist(), "covariance": covariance.ravel().tolist(), **{key: float(value) for key, value in figures.items()},
    }


def main():
    result = {name: case(number, name) for number, name in enumerate(CASES)}
    pathlib.Path(__file__).with_name("metrics.json").write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
