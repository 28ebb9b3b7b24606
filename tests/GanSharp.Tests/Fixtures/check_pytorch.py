"""Loads every export in a folder into its class, strict=True, and compares the images with those of GanSharp.

Each NAME.safetensors has a NAME.py and a NAME.npz with noise, images and, with classes, labels.
/usr/bin/python3 check_pytorch.py FOLDER
"""
import glob, json, os, runpy, struct, sys
import numpy as np
import torch


def load_file(path):
    """Reads a safetensors file of F32 tensors, as the function of that name in safetensors.torch."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    header.pop("__metadata__", None)
    return {name: torch.from_numpy(np.frombuffer(data[slice(*entry["data_offsets"])], "<f4").copy())
            .reshape(entry["shape"]) for name, entry in header.items()}


worst = 0.0
for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.safetensors"))):
    stem = path[:-len(".safetensors")]
    generator = runpy.run_path(stem + ".py")["Generator"]()
    generator.load_state_dict(load_file(path), strict=True)
    generator.eval()
    arrays = np.load(stem + ".npz")
    inputs = [torch.from_numpy(arrays["noise"])]
    if "labels" in arrays:
        inputs.append(torch.from_numpy(arrays["labels"]))
    expected = torch.from_numpy(arrays["images"])
    with torch.no_grad():
        error = (generator(*inputs) - expected).abs().max().item()
    spread = expected.std(0).mean().item()
    assert spread > 1e-3, f"{stem}: its images are all the same, so they show nothing"
    worst = max(worst, error)
    print(f"{os.path.basename(stem)}: loaded with strict=True, images differ by at most {error:.1e} "
          f"(deviation of a pixel from image to image: {spread:.2f})")
sys.exit(worst > 1e-5)
