"""Compares the decoding of a folder of pictures by GanSharp and by Pillow, on one core and on the same files.

Run with a Python that has Pillow: python3 bench/decoding.py FOLDER [SIZE] [LIMIT]
GanSharp must be built: dotnet build src/GanSharp.Cli -c Release. The time of its start is measured with one picture and
subtracted.
"""
import os, subprocess, sys, time
from PIL import Image, ImageOps

folder = sys.argv[1]
size = int(sys.argv[2]) if len(sys.argv) > 2 else 64
limit = int(sys.argv[3]) if len(sys.argv) > 3 else 500
tool = os.path.join(os.path.dirname(__file__), "../src/GanSharp.Cli/bin/Release/net10.0/GanSharp.Cli.dll")
files = sorted(os.path.join(path, name) for path, _, names in os.walk(folder) for name in names)
files = [files[i * len(files) // limit] for i in range(limit)] if len(files) > limit else files


def seconds(count):
    start = time.perf_counter()
    subprocess.run(
        ["taskset", "-c", "0", "dotnet", tool, "data", "info", "folder", "--data", folder,
         "--image-size", str(size), "--limit", str(count), "--json"],
        check=True, stdout=subprocess.DEVNULL, env={**os.environ, "DOTNET_PROCESSOR_COUNT": "1"})
    return time.perf_counter() - start


def pillow():
    start = time.perf_counter()
    for file in files:
        with Image.open(file) as image:
            image.draft("RGB", (2 * size, 2 * size))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            ImageOps.fit(upright, (size, size), Image.BILINEAR)
    return time.perf_counter() - start


os.sched_setaffinity(0, {0})
seconds(2)
ours = min(seconds(len(files)) - seconds(2) for _ in range(2))
theirs = min(pillow() for _ in range(2))
print(f"{len(files)} pictures at {size}x{size} on one core")
print(f"GanSharp {len(files) / ours:8.1f} images/s")
print(f"Pillow   {len(files) / theirs:8.1f} images/s")
