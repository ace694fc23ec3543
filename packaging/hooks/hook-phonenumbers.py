"""PyInstaller hook: the numbering plans, which phonenumbers imports by their computed names."""

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("phonenumbers.data")
