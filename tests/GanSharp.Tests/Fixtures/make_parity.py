#!/usr/bin/env python3
"""Writes parity/NAME.json for every built-in recipe, or for those named: five training steps of its networks with narrow layers, computed by
PyTorch in double precision.

    python3 tests/GanSharp.Tests/Fixtures/make_parity.py [NAME ...]

Needs PyTorch (written with 1.13). Nothing here reads a recipe: the folder parity/ has the networks layer by layer (convolutional.py,
dense.py, fastgan.py, grouped.py, residual.py, style.py), the losses (objectives.py), and for every recipe a function in gans.py that puts them
together with their optimisers.
"""
import argparse
import pathlib

from parity import gans, sizes, training

FOLDER = pathlib.Path(__file__).with_name("parity")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="a recipe; all of them by default")
    for name in parser.parse_args().names or gans.ALL:
        text = training.fixture(gans.ALL[name], gans.SIZES.get(name, (sizes.SMALL, sizes.WHOLE)))
        (FOLDER / f"{name}.json").write_text(text)
        print(f"{name:20} {len(text) // 1000:4} kB")


if __name__ == "__main__":
    main()
