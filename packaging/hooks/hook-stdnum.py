"""PyInstaller hook: of stdnum's tables only those that the checks in app/redaction/recognizers look into."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("stdnum", includes=["cn/loc.dat"])
