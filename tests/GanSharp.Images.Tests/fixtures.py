"""Writes Fixtures/: small pictures in several formats, and pixels.json with what Pillow reads from each.

Run with Debian's python3-pil: /usr/bin/python3 fixtures.py
"""
import json, math, os, struct
from PIL import Image, ImageOps

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures")
os.makedirs(folder, exist_ok=True)
width, height = 23, 17
colour = Image.new("RGB", (width, height))
colour.putdata([
    (int(127 + 120 * math.sin(x / 5)), int(127 + 120 * math.cos(y / 4)), 10 * ((x + 2 * y) % 24))
    for y in range(height) for x in range(width)])
clear = colour.convert("RGBA")
clear.putalpha(Image.linear_gradient("L").resize((width, height)))


def save(name, image, **options):
    image.save(os.path.join(folder, name), **options)


save("baseline.jpg", colour, quality=92)
save("progressive.jpg", colour, quality=92, progressive=True)
save("grey.jpg", colour.convert("L"), quality=92)
save("cmyk.jpg", colour.convert("CMYK"), quality=95)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    save(f"orientation-{orientation}.jpg", colour, quality=92, exif=exif)
save("lossless.webp", colour, lossless=True)
save("lossy.webp", colour, quality=90)
save("transparent.webp", clear, lossless=True, exact=True)
save("colour.gif", colour.quantize(64))
save("colour.bmp", colour)
save("frames.gif", colour.quantize(32), save_all=True, append_images=[Image.new("P", (width, height))])

pixels = {}
for name in sorted(os.listdir(folder)):
    if name.endswith(".json"):
        continue
    image = ImageOps.exif_transpose(Image.open(os.path.join(folder, name)))
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image = image if image.mode == "L" else image.convert("RGB")
    pixels[name] = {
        "width": image.width, "height": image.height, "channels": len(image.getbands()),
        "pixels": image.tobytes().hex(),
    }
with open(os.path.join(folder, "pixels.json"), "w", encoding="utf-8") as file:
    json.dump(pixels, file, indent=1)
    file.write("\n")
