"""Makes fixtures.zip beside this script, Zarr folders written by Python's zarr 3 and numcodecs: python make_fixtures.py

Each array holds (i * 2654435761 >> 20) modulo its type's range at index i in C order, for floats divided by 64 minus 100, unless said otherwise.
"""
import tempfile
import zipfile
from pathlib import Path

import numcodecs
import numpy as np
import zarr
from zarr.codecs import BloscCodec, BytesCodec, Crc32cCodec, GzipCodec, ShardingCodec, ZstdCodec

ZIP = Path(__file__).resolve().parent / "fixtures.zip"
HERE = Path(tempfile.mkdtemp())


def pixels(shape, dtype):
    dtype = np.dtype(dtype)
    n = (np.arange(int(np.prod(shape)), dtype=np.int64) * 2654435761) >> 20
    values = (n % 65536) / 64 - 100 if dtype.kind == "f" else n % (256 ** dtype.itemsize)
    return values.astype(dtype).reshape(shape)


def smooth(shape, dtype):
    """Compresses well, so that codecs do not store it as it is."""
    n = np.arange(int(np.prod(shape)), dtype=np.int64) // 7 % 200
    return n.astype(dtype).reshape(shape)


def fresh(name):
    return HERE / name


def v2(name, data, chunks, compressor=None, separator=".", fill_value=0, write=True, **options):
    array = zarr.create_array(fresh(name), shape=data.shape, chunks=chunks, dtype=data.dtype, zarr_format=2, compressors=compressor, filters=None,
                              fill_value=fill_value, chunk_key_encoding={"name": "v2", "separator": separator}, **options)
    if write:
        array[:] = data
    return array


def v3(name, data, chunks, compressors=None, shards=None, fill_value=0, write=True, **options):
    array = zarr.create_array(fresh(name), shape=data.shape, chunks=chunks, dtype=data.dtype, zarr_format=3, compressors=compressors, shards=shards,
                              fill_value=fill_value, **options)
    if write:
        array[:] = data
    return array


def plain():
    v2("v2_raw.zarr", pixels((13, 21), "<u2"), (5, 8))
    v2("v2_big_endian.zarr", pixels((13, 21), ">u2"), (5, 8))
    v2("v2_float_big_endian.zarr", pixels((13, 21), ">f4"), (5, 8), numcodecs.Zlib(level=3), "/")
    v2("v2_gzip.zarr", pixels((2, 13, 21), "|u1"), (1, 5, 8), numcodecs.GZip(level=3), "/")
    v2("v2_zstd.zarr", pixels((13, 21), "<f4"), (5, 8), numcodecs.Zstd(level=3))
    v2("v2_lz4.zarr", smooth((13, 21), "<u2"), (5, 8), numcodecs.LZ4())
    v3("v3_raw.zarr", pixels((13, 21), "u2"), (5, 8))
    v3("v3_gzip.zarr", pixels((13, 21), "u1"), (5, 8), [GzipCodec(level=3)])
    v3("v3_zstd.zarr", pixels((13, 21), "f4"), (5, 8), [ZstdCodec(level=3)])
    v3("v3_two_codecs.zarr", smooth((13, 21), "u2"), (5, 8), [GzipCodec(level=3), Crc32cCodec()], serializer=BytesCodec(endian="big"))
    v3("v3_dots.zarr", pixels((13, 21), "u2"), (5, 8), chunk_key_encoding={"name": "default", "separator": "."})
    v3("v3_names.zarr", pixels((6, 9, 2), "u2"), (4, 4, 1), dimension_names=["x", "y", "c"])


def blosc():
    shape, chunks = (64, 96), (64, 64)  # blocks of more than one kilobyte, so that they are split
    for codec in ("lz4", "lz4hc", "zstd", "zlib", "blosclz"):
        for shuffle in (0, 1, 2):
            v2(f"v2_blosc_{codec}_{shuffle}.zarr", smooth(shape, "<u2"), chunks, numcodecs.Blosc(codec, 5, shuffle, blocksize=4096))
    v2("v2_blosc_float.zarr", smooth((31, 33), "<f4") / np.float32(8), (31, 33), numcodecs.Blosc("lz4", 5, 2))
    v2("v2_blosc_incompressible.zarr", np.random.default_rng(3).integers(0, 256, (31, 33), "u1"), (31, 33), numcodecs.Blosc("blosclz", 5, 1))
    v2("v2_blosc_far_matches.zarr", far(), (96, 192), numcodecs.Blosc("blosclz", 9, 0, blocksize=1 << 16))
    v3("v3_blosc.zarr", smooth(shape, "u2"), chunks, [BloscCodec(cname="zstd", clevel=3, shuffle="bitshuffle")])


def far():
    """Repeats after more than 8191 bytes, which blosclz codes in a way of its own."""
    block = np.repeat(np.random.default_rng(5).integers(0, 256, 9216 // 6, "u1"), 6)
    return np.concatenate([block, block]).reshape(96, 192)


def sharded():
    data = pixels((3, 26, 42), "u2")
    v3("v3_sharded.zarr", data, (1, 5, 8), [ZstdCodec(level=1)], shards=(2, 10, 16))
    sharding = ShardingCodec(chunk_shape=(1, 5, 8), codecs=[BytesCodec(), BloscCodec(cname="lz4")], index_codecs=[BytesCodec(), Crc32cCodec()],
                             index_location="start")
    v3("v3_sharded_start.zarr", data, (2, 10, 16), None, serializer=sharding)
    array = v3("v3_sharded_missing.zarr", data, (1, 5, 8), None, shards=(1, 10, 16), fill_value=7, write=False)
    array[1, 3:9, 18:20] = data[1, 3:9, 18:20]


def missing():
    data = pixels((13, 21), "<f4")
    for name, make in (("v2_missing.zarr", v2), ("v3_missing.zarr", v3)):
        array = make(name, data, (5, 8), fill_value=np.nan, write=False)
        array[5:10, 8:16] = data[5:10, 8:16]


def ome():
    scale = [{"type": "scale", "scale": [0.5, 1, 2, 0.25, 0.125]}, {"type": "translation", "translation": [1, 0, 3, -4, 5]}]
    axes = [{"name": "t", "type": "time", "unit": "second"}, {"name": "c", "type": "channel"}, {"name": "z", "type": "space", "unit": "micrometer"},
            {"name": "y", "type": "space", "unit": "micrometer"}, {"name": "x", "type": "space", "unit": "micrometer"}]
    omero = {"channels": [{"label": "DAPI", "color": "0000FF", "active": True, "window": {"min": 0, "max": 65535, "start": 100, "end": 2000}},
                          {"label": "GFP", "color": "00FF00", "active": True, "window": {"min": 0, "max": 65535, "start": 5.5, "end": 300}}]}
    multiscale = {"name": "cells", "axes": axes, "datasets": [{"path": "s0", "coordinateTransformations": scale}],
                  "coordinateTransformations": [{"type": "scale", "scale": [10, 1, 1, 1, 2]}]}
    data = pixels((2, 2, 3, 7, 9), "<u2")
    group = zarr.create_group(fresh("ome_0.4.zarr"), zarr_format=2)
    group.attrs.update({"multiscales": [{"version": "0.4", **multiscale}], "omero": omero})
    v2("ome_0.4.zarr/s0", data, (1, 1, 1, 4, 4), numcodecs.Blosc("lz4", 5, 1), "/")
    group = zarr.create_group(fresh("ome_0.5.zarr"), zarr_format=3)
    group.attrs.update({"ome": {"version": "0.5", "multiscales": [multiscale], "omero": omero}})
    v3("ome_0.5.zarr/s0", data, (1, 1, 1, 4, 4), [ZstdCodec(level=1)], shards=(1, 1, 3, 8, 8))


if __name__ == "__main__":
    for make in (plain, blosc, sharded, missing, ome):
        make()
    with zipfile.ZipFile(ZIP, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(f for f in HERE.rglob("*") if f.is_file()):
            out.writestr(zipfile.ZipInfo(str(file.relative_to(HERE))), file.read_bytes(), zipfile.ZIP_DEFLATED)
    print(ZIP.stat().st_size, "bytes")
