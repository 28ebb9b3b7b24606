#!/usr/bin/env python3
"""Writes png.json: PNG files of every colour type, depth, filter and interlacing, with the bytes that their pixels are on white.

    python3 tests/GanSharp.Tests/Fixtures/make_png.py

Needs nothing but Python.
"""
import base64
import json
import pathlib
import random
import struct
import zlib
from fractions import Fraction

GREY, RGB, PALETTE, GREY_ALPHA, RGB_ALPHA = 0, 2, 3, 4, 6
SAMPLES = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGB_ALPHA: 4}
DEPTHS = {GREY: (1, 2, 4, 8, 16), RGB: (8, 16), PALETTE: (1, 2, 4, 8), GREY_ALPHA: (8, 16), RGB_ALPHA: (8, 16)}
NAMES = {GREY: "grey", RGB: "rgb", PALETTE: "palette", GREY_ALPHA: "grey-alpha", RGB_ALPHA: "rgb-alpha"}
WHOLE = [(0, 0, 1, 1)]
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
ALL_FILTERS = (4, 3, 2, 1, 0)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def packed_row(pixels, depth):
    """The samples of a row, big end first, in whole bytes."""
    bits = "".join(format(sample, f"0{depth}b") for pixel in pixels for sample in pixel)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def paeth(a, b, c):
    return min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]


def filtered(kind, row, above, distance):
    result = bytearray([kind])
    for i, value in enumerate(row):
        a = row[i - distance] if i >= distance else 0
        c = above[i - distance] if i >= distance else 0
        b = above[i]
        result.append((value - (0, a, b, (a + b) // 2, paeth(a, b, c))[kind]) % 256)
    return bytes(result)


def stream(pixels, samples, depth, passes, filters):
    """The filtered rows of all passes."""
    distance = max(1, samples * depth // 8)
    result = b""
    for left, top, across, down in passes:
        rows = [row[left::across] for row in pixels[top::down]]
        above = None
        for number, row in enumerate(row for row in rows if row):
            packed = packed_row(row, depth)
            result += filtered(filters[number % len(filters)], packed, above or bytes(len(packed)), distance)
            above = packed
    return result


def on_white(value, alpha, most):
    opaque = Fraction(alpha, most)
    return int(255 * (Fraction(value, most) * opaque + 1 - opaque) + Fraction(1, 2))


def seen(pixel, kind, depth, palette, clear):
    """The bytes that a pixel is on white."""
    most = 2 ** depth - 1
    if kind == PALETTE:
        alphas = clear or b""
        alpha = alphas[pixel[0]] if pixel[0] < len(alphas) else 255
        return [on_white(value, alpha, 255) for value in palette[pixel[0]]]
    if kind in (GREY_ALPHA, RGB_ALPHA):
        return [on_white(value, pixel[-1], most) for value in pixel[:-1]]
    return [255] * len(pixel) if pixel == clear else [on_white(value, most, most) for value in pixel]


def case(name, kind, depth, interlaced=False, filters=ALL_FILTERS, clear=False, size=(9, 10), parts=1, extra=b"", seed=1):
    rng = random.Random(seed)
    width, height = size
    colours = min(2 ** depth, 5 if depth > 2 else 4)
    palette = [tuple(rng.randrange(256) for _ in range(3)) for _ in range(colours)] if kind == PALETTE else None
    most = colours if palette else 2 ** depth
    pixels = [[tuple(rng.randrange(most) for _ in range(SAMPLES[kind])) for _ in range(width)] for _ in range(height)]
    chunks = b""
    if palette:
        chunks += chunk(b"PLTE", b"".join(bytes(colour) for colour in palette))
    transparent = None
    if clear and palette:
        transparent = bytes([0, 100])
        chunks += chunk(b"tRNS", transparent)
    elif clear:
        transparent = pixels[0][0]
        chunks += chunk(b"tRNS", struct.pack(f">{len(transparent)}H", *transparent))
    data = zlib.compress(stream(pixels, SAMPLES[kind], depth, ADAM7 if interlaced else WHOLE, filters), 9)
    length = -(-len(data) // parts)
    chunks += extra + b"".join(chunk(b"IDAT", data[i:i + length]) for i in range(0, len(data), length))
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunks + chunk(b"IEND", b"")
    result = bytes(value for row in pixels for pixel in row for value in seen(pixel, kind, depth, palette, transparent))
    return {
        "name": name, "png": base64.b64encode(png).decode(), "width": width, "height": height,
        "channels": 1 if kind in (GREY, GREY_ALPHA) else 3, "pixels": base64.b64encode(result).decode(),
    }


def main():
    cases = []
    for kind, depths in DEPTHS.items():
        for depth in depths:
            cases.append(case(f"{NAMES[kind]} {depth}", kind, depth))
            cases.append(case(f"{NAMES[kind]} {depth} interlaced", kind, depth, interlaced=True))
    for number, name in enumerate(["none", "left", "above", "mean", "Paeth"]):
        cases.append(case(f"filter {name}", RGB, 8, filters=(number,)))
        cases.append(case(f"filter {name} of bits", GREY, 2, filters=(number,)))
    for kind, depth in ((GREY, 2), (GREY, 16), (RGB, 8), (RGB, 16), (PALETTE, 4)):
        cases.append(case(f"{NAMES[kind]} {depth} transparent", kind, depth, clear=True))
    for size in ((1, 1), (2, 1), (1, 2), (4, 5), (5, 4)):
        cases.append(case(f"{size[1]}x{size[0]} interlaced", GREY, 8, interlaced=True, size=size))
    cases.append(case("in parts, with a comment", RGB, 8, parts=5, extra=chunk(b"tEXt", b"Comment\0hello")))
    path = pathlib.Path(__file__).with_name("png.json")
    path.write_text("[\n" + ",\n".join(json.dumps(entry) for entry in cases) + "\n]\n")


if __name__ == "__main__":
    main()
