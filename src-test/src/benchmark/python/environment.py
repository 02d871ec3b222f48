"""Which Python, libraries and BLAS the peers run on.

Only Debian's own packages count, so that two machines compare the same thing: what was put beside
them in /usr/local is not seen. To be imported before NumPy.
"""

import ctypes
import os
import sys

sys.path = [place for place in sys.path if not place.startswith("/usr/local")]
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"


def _kernels_of_flags():
    """The kernels for Intel's vectors of 512 bits: a processor that came out after OpenBLAS would get those of 2004."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        text = file.read()
    if "GenuineIntel" in text and " avx512vl" in text:
        return "Cooperlake" if " avx512_bf16" in text else "SkylakeX"
    return None


if _kernels_of_flags():
    os.environ.setdefault("OPENBLAS_CORETYPE", _kernels_of_flags())

INSTALL = "apt-get install --yes python3-sklearn python3-torch libopenblas0"
_LIBRARIES = ("libblas", "libcblas", "libopenblas", "libmkl_rt", "libblis", "libatlas", "libsatlas", "libtatlas")
_KNOWN = {
    "openblas_get_config": "OpenBLAS",
    "MKL_Get_Version_String": "MKL",
    "bli_info_get_version_str": "BLIS",
    "ATL_buildinfo": "ATLAS",
}


class Unusable(Exception):
    """What is there cannot be used; one line for people."""


def loaded_blas():
    """Name and file of every BLAS in this process; raises Unusable for a reference BLAS."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        files = {line.split(maxsplit=5)[5].strip() for line in maps if line.count("/") > 0}
    found = {}
    for file in sorted(files):
        if not os.path.basename(file).startswith(_LIBRARIES):
            continue
        found[file] = _name_of(file)
    if not found:
        raise Unusable("no BLAS is loaded, must be OpenBLAS: " + INSTALL)
    for file, name in found.items():
        if name is None:
            raise Unusable(
                "the BLAS in " + file + " is a reference BLAS, must be OpenBLAS: "
                + INSTALL + " (and update-alternatives --config libblas.so.3-x86_64-linux-gnu)"
            )
    return found


def _name_of(file):
    library = ctypes.CDLL(file)
    for symbol, name in _KNOWN.items():
        if hasattr(library, symbol):
            return name + _openblas_details(library) if name == "OpenBLAS" else name
    return None


def _openblas_details(library):
    library.openblas_get_config.restype = ctypes.c_char_p
    library.openblas_get_corename.restype = ctypes.c_char_p
    config = library.openblas_get_config().decode().split()
    version = config[1] if len(config) > 1 and config[0] == "OpenBLAS" else ""
    threads = library.openblas_get_num_threads()
    return f" {version} ({library.openblas_get_corename().decode()} kernels, threads: {threads})"
