"""PyInstaller hook: what runs a model, and none of what makes, converts or measures one.

The extension module holds the whole runtime. libonnxruntime.so is the same once more for programs in C, and
libonnxruntime_providers_shared.so is for devices other than the CPU: neither is brought.
"""

excludedimports = [
    f"onnxruntime.{name}"
    for name in ("backend", "datasets", "quantization", "tools", "training", "transformers")
]
