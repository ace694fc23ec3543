"""PyInstaller hook: the libraries that llama_cpp's ctypes layer opens, once each, and no Python on top of it.

The ctypes module opens lib/libllama.so by name; the linker then looks beside it ($ORIGIN) for the sonames
that it needs. Other names of the same libraries would be further copies.
"""

from pathlib import Path

from PyInstaller.utils.hooks import get_package_paths

FOLDER = Path(get_package_paths("llama_cpp")[1]) / "lib"

if (FOLDER / "libllama.so").exists():
    files = [
        FOLDER / name for name in ("libllama.so", "libggml.so.0", "libggml-base.so.0", "libggml-cpu.so.0")
    ]
else:  # the wheels of Windows and macOS have no sonames; not run there yet
    files = [path for path in FOLDER.iterdir() if path.suffix in (".dll", ".dylib")]
datas = [(str(file), "llama_cpp/lib") for file in files]

# models.llama loads the ctypes module alone (see there): what the package's own __init__ pulls stays out.
excludedimports = ["llama_cpp.llama", "llama_cpp.server", "llama_cpp.mtmd_cpp", "llama_cpp.llava_cpp"]
