"""Addresses of Japan, China and Korea in their own script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.addresses.cores import Core

_EAST: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EASTERN: Final = (
    re.compile(r"(?:〒?\d{3}-\d{4}[ 　]?)?[一-龥]{1,4}[都道府県市][一-龥ぁ-んァ-ヶー]{1,16}[\d０-９一二三四五六七八九十][\d０-９\-－丁目番地号の室階F]{0,20}(?:[ 　]?[一-龥ァ-ヶー]{1,12}\d{1,4}号?室?)?"),
    re.compile(r"[一-龥]{2,9}[省市区县][一-龥]{1,20}?[路街道巷弄村]\d{1,5}[号號弄]?(?:[\d一-龥A-Z-]{0,16}(?:室|号|楼|单元|栋|层)\d{0,4})?"),
    re.compile(r"[가-힣]{2,8}(?:특별시|광역시|특별자치시|도|시)[ ][가-힣]{1,8}(?:구|군|시)[ ][가-힣\d]{1,16}(?:로|길|동)[ ]?\d{1,4}(?:-\d{1,4})?(?:,?[ ](?:\([가-힣, ]{2,20}\)|\d{1,4}(?:동|호|층)|[가-힣]{2,12})){0,4}"),
    re.compile(r"〒[ ]?\d{3}-\d{4}"),
)  # fmt: skip


def eastern(text: str) -> Iterator[Core]:
    """Yield the addresses of Japan, China and Korea in their own script."""
    if _EAST.search(text):
        for pattern in _EASTERN:
            for match in pattern.finditer(text):
                yield Core(match.start(), match.end(), 0.8, "eastern")
