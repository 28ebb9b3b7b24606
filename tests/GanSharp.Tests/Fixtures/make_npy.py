"""Writes Fixtures/npy.json: the bytes of small arrays as NumPy saves them.

Run with Debian's python3-numpy: /usr/bin/python3 make_npy.py
"""
import io, json, os
import numpy as np

cases = []
for kind, shape in (("uint8", (3, 4, 5, 1)), ("int64", (12,)), ("float32", (10000, 64)), ("float64", (2, 3)),
                    ("int32", ()), ("uint8", (1234567, 64, 64, 3))):
    file = io.BytesIO()
    header = {"descr": np.dtype(kind).str, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, header)
    cases.append({"type": kind, "shape": list(shape), "header": file.getvalue().hex()})
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "npy.json"), "w", encoding="utf-8") as file:
    json.dump(cases, file, indent=1)
    file.write("\n")
