#!/usr/bin/env python3
"""Writes the TIFF files beside it with tifffile, a writer that shares no code with ours.

Every pixel is a function of its position, so that tests need no second copy:
    n = 7 x + 13 y + 29 c + 53 z + 101 t
    8 bits: n mod 256;  16 bits: 97 n mod 65536;  float: (n mod 1000) / 8 - 20

Needs: pip install tifffile imagecodecs
"""
from pathlib import Path

import numpy as np
import tifffile

HERE = Path(__file__).resolve().parent
W, H = 37, 23


def pixels(dtype, t=1, z=1, c=1, width=W, height=H):
    """[t, z, c, y, x]"""
    ti, zi, ci, yi, xi = np.indices((t, z, c, height, width))
    n = 7 * xi + 13 * yi + 29 * ci + 53 * zi + 101 * ti
    if dtype == "uint8":
        return (n % 256).astype(dtype)
    if dtype == "uint16":
        return (97 * n % 65536).astype(dtype)
    return ((n % 1000) / 8 - 20).astype(dtype)


def write(name, data, **options):
    tifffile.imwrite(HERE / name, data, **options)


def grey(dtype):
    return pixels(dtype)[0, 0, 0]


def rgb(dtype):
    return np.moveaxis(pixels(dtype, c=3)[0, 0], 0, -1)  # y, x, c


def grey_and_rgb():
    grey_options = {"photometric": "minisblack", "metadata": None}
    for order, name in (("<", "le"), (">", "be")):
        for big in (False, True):
            prefix = f"{name}{'_big' if big else ''}"
            common = {"byteorder": order, "bigtiff": big, **grey_options}
            write(f"{prefix}_uint8_strips.tif", grey("uint8"), rowsperstrip=5, **common)
            write(f"{prefix}_uint16_tiles_lzw_predictor.tif", grey("uint16"), tile=(16, 16), compression="lzw", predictor=2, **common)
            write(f"{prefix}_float_strips_deflate_predictor.tif", grey("float32"), rowsperstrip=4, compression="zlib", predictor=3, **common)
    write("le_uint8_tiles_deflate_predictor.tif", grey("uint8"), tile=(16, 32), compression="zlib", predictor=2, **grey_options)
    write("le_uint8_strips_packbits.tif", grey("uint8"), rowsperstrip=7, compression="packbits", **grey_options)
    write("le_uint8_strips_lzw.tif", grey("uint8"), rowsperstrip=H, compression="lzw", **grey_options)
    yi, xi = np.indices((88, 101))
    rough = (xi * xi + 3 * xi * yi + 7 * yi * yi + (xi * yi * yi >> 3)) % 256  # all widths of LZW codes, and tables that are cleared
    write("rough_uint8_strip_lzw.tif", rough.astype("uint8"), rowsperstrip=88, compression="lzw", **grey_options)
    write("be_uint16_strips_deflate.tif", grey("uint16"), byteorder=">", rowsperstrip=3, compression="zlib", **grey_options)
    write("be_uint16_tiles.tif", grey("uint16"), byteorder=">", tile=(16, 16), **grey_options)
    write("le_float_tiles_lzw_predictor.tif", grey("float32"), tile=(16, 16), compression="lzw", predictor=3, **grey_options)
    write("be_float_tiles.tif", grey("float32"), byteorder=">", tile=(32, 16), **grey_options)
    colour = {"photometric": "rgb", "metadata": None}
    write("rgb_uint8_chunky_strips_deflate_predictor.tif", rgb("uint8"), rowsperstrip=6, compression="zlib", predictor=2, **colour)
    write("rgb_uint16_be_chunky_tiles_lzw_predictor.tif", rgb("uint16"), byteorder=">", tile=(16, 16), compression="lzw", predictor=2, **colour)
    write("rgb_uint8_chunky_strips.tif", rgb("uint8"), rowsperstrip=6, **colour)
    write("rgb_uint8_planar_strips.tif", pixels("uint8", c=3)[0, 0], planarconfig="separate", rowsperstrip=6, **colour)
    write("rgb_uint16_planar_tiles_deflate_predictor.tif", pixels("uint16", c=3)[0, 0], planarconfig="separate", tile=(16, 16), compression="zlib",
          predictor=2, **colour)
    write("rgb_float_chunky_tiles_deflate_predictor.tif", rgb("float32"), tile=(16, 16), compression="zlib", predictor=3, **colour)


def stacks():
    stack = pixels("uint16", z=3)[0, :, 0]
    write("pages.tif", stack, photometric="minisblack", metadata=None, compression="zlib", predictor=2, resolution=(2e4, 4e4), resolutionunit="CENTIMETER")
    ramp = np.arange(256, dtype="uint8")
    zeros = np.zeros(256, "uint8")
    luts = [np.stack((zeros, ramp, zeros)), np.stack((ramp, zeros, ramp))]
    hyper = pixels("uint16", t=2, z=3, c=2)
    write("imagej_hyperstack.tif", hyper, imagej=True, resolution=(1 / 0.325, 1 / 0.5), metadata={
        "axes": "TZCYX", "spacing": 1.5, "unit": "um", "finterval": 2.5, "mode": "composite", "Info": "Lens: 40x \u00b5\n",
        "Labels": [f"label {i}" for i in range(12)], "Ranges": (10.0, 2000.0, 5.0, 60000.0), "LUTs": luts})
    write("imagej_one_directory.tif", pixels("uint8", t=4, z=2)[:, :, 0], imagej=True, truncate=True, metadata={"axes": "TZYX", "min": 3.0, "max": 99.0})
    write("imagej_be_deflate.tif", hyper, imagej=True, byteorder=">", compression="zlib", metadata={"axes": "TZCYX"})
    write("imagej_rgb_stack.tif", np.moveaxis(pixels("uint8", z=2, c=3)[0], 1, -1)[:, None], imagej=True, photometric="rgb", metadata={"axes": "ZCYXS"})


def ome():
    description = {
        "PhysicalSizeX": 0.325, "PhysicalSizeXUnit": "\u00b5m", "PhysicalSizeY": 325.0, "PhysicalSizeYUnit": "nm", "PhysicalSizeZ": 2.0,
        "PhysicalSizeZUnit": "\u00b5m", "TimeIncrement": 0.25, "TimeIncrementUnit": "s", "Name": "Cells <1> & \u00b5",
        "Channel": {"Name": ["DAPI", "GFP & <co>"], "Color": [65535, 16711935]}}
    hyper = pixels("uint16", t=2, z=3, c=2)
    write("ome_tzcyx.ome.tif", hyper, ome=True, photometric="minisblack", tile=(16, 16), compression="zlib", predictor=2, metadata={"axes": "TZCYX", **description})
    write("ome_ctzyx.ome.tif", np.moveaxis(hyper, 2, 0), ome=True, photometric="minisblack", compression="zlib", predictor=2,
          metadata={"axes": "CTZYX", **description})
    write("ome_big_rgb.ome.tif", rgb("uint8")[None], ome=True, bigtiff=True, photometric="rgb", metadata={"axes": "ZYXS"})
    with tifffile.TiffWriter(HERE / "ome_pyramid.ome.tif", ome=True) as tif:
        tif.write(grey("uint8"), photometric="minisblack", tile=(16, 16), subifds=1, metadata={"axes": "YX"})
        tif.write(grey("uint8")[::2, ::2], photometric="minisblack", tile=(16, 16), subfiletype=1)


def pyramid_in_pages():
    with tifffile.TiffWriter(HERE / "pyramid_pages.tif") as tif:
        tif.write(grey("uint8"), photometric="minisblack", tile=(16, 16), metadata=None)
        tif.write(grey("uint8")[::2, ::2], photometric="minisblack", tile=(16, 16), subfiletype=1, metadata=None)


def refused():
    plain = {"photometric": "minisblack", "metadata": None}
    write("refused_int16.tif", grey("uint8").astype("int16")[:5, :5], **plain)
    write("refused_uint32.tif", grey("uint8").astype("uint32")[:5, :5], **plain)
    write("refused_float64.tif", grey("uint8").astype("float64")[:5, :5], **plain)
    write("refused_bits.tif", grey("uint8")[:5, :5] > 9, **plain)
    write("refused_palette.tif", grey("uint8")[:5, :5], photometric="palette", colormap=np.arange(768, dtype="uint16").reshape(3, 256), metadata=None)
    write("refused_jpeg.tif", grey("uint8")[:16, :16], compression="jpeg", **plain)
    with tifffile.TiffWriter(HERE / "refused_two_sizes.tif") as tif:
        tif.write(grey("uint8")[:5, :5], **plain)
        tif.write(grey("uint8")[:4, :5], **plain)
    with tifffile.TiffWriter(HERE / "refused_two_series.ome.tif", ome=True) as tif:
        tif.write(grey("uint8")[:5, :5], photometric="minisblack")
        tif.write(grey("uint8")[:4, :5], photometric="minisblack")


if __name__ == "__main__":
    grey_and_rgb()
    stacks()
    ome()
    pyramid_in_pages()
    refused()
