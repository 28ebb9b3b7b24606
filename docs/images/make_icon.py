"""Draws icon.png, the icon of the packages: noise on the left becomes a G on the right. Needs nothing but Python."""
import math
import struct
import sys
import zlib

SIZE, SUPER, CELLS = 128, 4, 14
GLYPH = [
    "..............",
    "..............",
    "....########..",
    "...##########.",
    "...###....###.",
    "...##.........",
    "...##..######.",
    "...##..######.",
    "...##......##.",
    "...###....###.",
    "...##########.",
    "....########..",
    "..............",
    "..............",
]
TOP, BOTTOM, INK = (86, 44, 214), (28, 14, 84), (255, 255, 255)


def noise(x, y):
    """Returns a number in [0, 1) for a cell."""
    value = (x * 374761393 + y * 668265263 + 20) & 0xFFFFFFFF
    value = ((value ^ value >> 13) * 1274126177) & 0xFFFFFFFF
    return (value ^ value >> 16) / 2**32


def ink(x, y):
    """Returns how much of a cell is ink, and its opacity."""
    known = min(1, max(0, (x - 0.5) / 5))
    glyph = 1.0 if GLYPH[y][x] == "#" else 0.0
    grain = noise(x, y) * (1 - known)
    return max(glyph * (0.45 + 0.55 * known), 0.7 * grain)


def mix(a, b, t):
    return tuple(a[i] + (b[i] - a[i]) * t for i in range(3))


def inside(x, y, side, radius):
    """Whether a point is in the rounded square."""
    dx = max(radius - x, x - (side - radius), 0)
    dy = max(radius - y, y - (side - radius), 0)
    return dx * dx + dy * dy <= radius * radius


def sample(x, y):
    """Returns the colour and coverage of a point, from 0 to 1 on each axis."""
    if not inside(x, y, 1, 0.2):
        return (0, 0, 0), 0
    back = mix(TOP, BOTTOM, min(1, (x + y) / 2))
    column, row = x * CELLS, y * CELLS
    cell = int(column), int(row)
    dot = inside(column - cell[0] - 0.06, row - cell[1] - 0.06, 0.88, 0.24)
    dot = dot and 0.06 <= column - cell[0] <= 0.94 and 0.06 <= row - cell[1] <= 0.94
    return (mix(back, INK, ink(*cell)) if dot else back), 1


rows = bytearray()
for py in range(SIZE):
    rows.append(0)
    for px in range(SIZE):
        total, alpha = [0, 0, 0], 0
        for sy in range(SUPER):
            for sx in range(SUPER):
                colour, covered = sample((px + (sx + 0.5) / SUPER) / SIZE, (py + (sy + 0.5) / SUPER) / SIZE)
                alpha += covered
                total = [t + c * covered for t, c in zip(total, colour)]
        rows += bytes(round(t / max(alpha, 1)) for t in total) + bytes([round(255 * alpha / SUPER**2)])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


with open(sys.argv[1] if len(sys.argv) > 1 else "icon.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0))
               + chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b""))
