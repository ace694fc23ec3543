"""Promise: a value whose name stands in a field of its own is read as if the name stood before it."""

from __future__ import annotations

import pytest

from app.redaction.anchored_names import anchored_names
from app.redaction.named_values import NamedValues
from tests.app.redaction.cost import is_linear

_FIND = NamedValues().find


def _found(text: str) -> set[str]:
    return {text[hit.start : hit.end] for hit in _FIND(text)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"name": "Policy no.", "value": "HX-44182"}', "HX-44182"),
        ('{"label":"Membership number","required":true,"value":20418827}', "20418827"),
        ('{"type":{"text":"Insurance card"},"value":"XZ 7718 204"}', "XZ 7718 204"),
        ('{"value": "K-7718204", "name": "Vertragsnummer"}', "K-7718204"),
        ('{"question": "Passport number?", "answer": "533441827"}', "533441827"),
        ('{"nombre": "Número de póliza", "valor": "7718-204"}', "7718-204"),
        ('<entry key="policyNo">HX-44182</entry>', "HX-44182"),
        ('<field name="Policy Number" required="true">HX-7718</field>', "HX-7718"),
        ('<property name="db.password" value="kettle9x"/>', "kettle9x"),
        ('<data name="ClaimNo"><value>CL-00447</value></data>', "CL-00447"),
        ("  - name: DB_PASSWORD\n    value: kettle-Drum-9\n", "kettle-Drum-9"),
        ("- label: Kundennummer\n  value: '44182077'\n", "44182077"),
    ],
)
def test_the_value_is_found(text: str, value: str) -> None:
    assert _found(text) == {value}


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "width", "value": "1182"}, {"key": "Content-Type", "value": "application/json"}',
        '{"label": "Order by", "value": "price"}, {"name": "http.port", "value": "8080"}',
        '<input name="order" value="desc"> <option value="3">Case</option>',
        '<property name="hibernate.order_inserts">true</property> <field name="policy" type="string"/>',
        "- name: PORT\n  value: '8080'\n- name: LOG_LEVEL\n  value: info\n",
        "- name: DB_PASSWORD\n  value: ${DB_PASSWORD}\n",
        '<entry key="account.timeout">3000</entry>',
    ],
)
def test_settings_of_a_program_stay(text: str) -> None:
    assert _found(text) == set()


def test_the_name_of_a_setting_is_no_person() -> None:
    text = "env:\n  - name: LOG_LEVEL\n    value: info\n  - name: Reference\n    value: x\n"
    assert list(anchored_names(text)) == []
    assert (
        list(anchored_names('<data name="Reference" xml:space="preserve"><value>Reference</value></data>'))
        == []
    )
    assert len(list(anchored_names('{"name": "Margaret Hale", "role": "x"}'))) == 1


@pytest.mark.parametrize(
    "worst",
    [
        '"name":"a","value":',
        '"value":"a","name":',
        ' name="a"',
        ' name="ab" x="y"',
        "name: a\n",
        "- key: b\n  value: ",
    ],
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(_FIND, worst, sizes=(4_000, 24_000))
