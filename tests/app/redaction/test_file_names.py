"""Promise: whose a file is, by number or name, is hidden in its name; days, versions and photographs stay."""

from __future__ import annotations

import pytest

from app.redaction.recognizers.file_names import FileNames
from tests.app.redaction.cost import is_linear

_FIND = FileNames().find


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Attached: statement_55183310_2024-03.pdf", "55183310"),
        ("see Claim-CLM0055183-photos.zip", "CLM0055183"),
        ("Kontoauszug_4455183310_Nr3.pdf", "4455183310"),
        ("und Police-LV5518331.pdf", "LV5518331"),
        ("releve_compte_00020551833_mars.pdf", "00020551833"),
        ("scans/estratto_conto_551833.PDF", "551833"),
        ("C:\\docs\\polis_NL55183.docx", "NL55183"),
    ],
)
def test_the_number_beside_the_word_for_a_paper_is_found(text: str, value: str) -> None:
    assert [text[hit.start : hit.end] for hit in _FIND(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "report_2024-03-11.pdf statement_20240311.pdf invoice_202403.xlsx Rechnung_11032024.pdf",
        "IMG_4471.JPG DSC00882.jpg claim_IMG_4471.jpg",
        "claim-form-v3.pdf statement_final_v2.docx",
        "photo_55183310.png backup_55183310.zip",
        "the invoice. 55183310 pdf",
    ],
)
def test_days_versions_and_photographs_stay(text: str) -> None:
    assert list(_FIND(text)) == []


@pytest.mark.parametrize("worst", ["claim_1234.pdf", "a_", ".pdf", "claim 1234.pdf.pdf "])
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(2_000, 8_000))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zeugnis_Aydogan_Levin_2b.pdf", ["Aydogan", "Levin"]),
        ("2024-03-11_Kuiper_beoordeling.docx", ["Kuiper"]),
        ("cv-quillfeather-mars.pdf", ["quillfeather"]),
        ("hollis-t_appraisal_2023.pdf", ["hollis"]),
    ],
)
def test_whose_a_paper_is_is_found(text: str, names: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in _FIND(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "cv_template_quillfeather.docx statement_of_purpose_tips.pdf",
        "cv_final_draft.pdf contract_template_signed.docx",
        "logo-white-large.png Aydogan.pdf",
        "cv.pdf Levin cv pdf",
    ],
)
def test_words_and_files_of_nobody_stay(text: str) -> None:
    assert list(_FIND(text)) == []
