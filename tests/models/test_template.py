"""Promise: real chat templates render as intended, and a hostile one ends in an error, soon and small."""

# ruff: noqa: E501  (templates are long lines)

from __future__ import annotations

import datetime
import resource
import threading

import pytest

from models.template import ChatTemplate, TemplateFailed

TURNS = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "One?"},
    {"role": "assistant", "content": "Yes."},
    {"role": "user", "content": "Two?"},
]

CHATML = """{% for message in messages %}{{'<|im_start|>' + message['role'] + '
' + message['content'] + '<|im_end|>' + '
'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant
' }}{% endif %}"""

LLAMA3 = (
    "{% set loop_messages = messages %}{% for message in loop_messages %}{% set content = '<|start_header_id|>' + "
    "message['role'] + '<|end_header_id|>\n\n'+ message['content'] | trim + '<|eot_id|>' %}{% if loop.index0 == 0 %}"
    "{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}"
    "{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}"
)

GEMMA = (
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    "{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('roles must alternate') }}{% endif %}{% if (message['role'] == 'assistant') %}"
    "{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}"
    "{{ '<start_of_turn>' + role + '\n' + message['content'] | trim + '<end_of_turn>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{'<start_of_turn>model\n'}}{% endif %}"
)

THINKING = """
{%- set ns = namespace(last=-1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.last < 0 and message.role == "user" %}{%- set ns.last = index %}{%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.role == "assistant" and '</think>' in message.content %}
        {%- set content = message.content.split('</think>')[-1].lstrip('\\n') %}
    {%- else %}
        {%- set content = message.content %}
    {%- endif %}
    {{- '<|im_start|>' ~ message.role ~ '\\n' ~ content ~ '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}{{- '<think></think>' }}{%- endif %}
{%- endif %}
"""

FEATURES = """
{%- macro show(message) -%}[{{ message.role|upper }}] {{ message.content }}{%- endmacro -%}
{%- for message in messages if message.role in ['user', 'assistant'] -%}
{%- if loop.index > 50 %}{% break %}{% endif -%}
{{ show(message) }}
{% generation %}{% endgeneration %}
{%- endfor -%}
{{ strftime_now("%d %B %Y") }} {{ {"a": "é<"}|tojson }} {{ tools is none }} {{ messages|map(attribute="role")|join(",") }}
{{- "x".replace("x", "y") }} {{ "%" }} {{ 7 % 4 }} {{ [1, 2] + [3] }} {{ "-" * 3 }}
"""


def made(source: str, **options: float) -> ChatTemplate:
    now = datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC)
    return ChatTemplate(source, bos="<s>", eos="</s>", now=lambda: now, **options)  # type: ignore[arg-type]


def test_chatml_renders_as_written() -> None:
    assert made(CHATML).render(TURNS[:2]) == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nOne?<|im_end|>\n<|im_start|>assistant\n"
    )


def test_the_beginning_token_and_trim_are_the_template_s() -> None:
    assert made(LLAMA3).render([{"role": "user", "content": " One? \n"}]) == (
        "<s><|start_header_id|>user<|end_header_id|>\n\nOne?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
    )


def test_a_template_without_a_system_turn_gets_it_with_the_first_question() -> None:
    rendered = made(GEMMA).render(TURNS)
    assert rendered.startswith(
        "<s><start_of_turn>user\nBe brief.\n\nOne?<end_of_turn>\n<start_of_turn>model\nYes."
    )
    assert rendered.endswith("Two?<end_of_turn>\n<start_of_turn>model\n")


def test_a_template_that_drops_the_system_turn_gets_it_with_the_first_question_too() -> None:
    source = "{% for m in messages %}{% if m.role != 'system' %}{{ m.role }}:{{ m.content }};{% endif %}{% endfor %}"
    assert made(source).render(TURNS[:2]) == "user:Be brief.\n\nOne?;"


def test_thoughts_of_earlier_answers_are_the_template_s_to_drop() -> None:
    turns = [TURNS[1], {"role": "assistant", "content": "<think>hm</think>\n\nYes."}, TURNS[3]]
    assert "<|im_start|>assistant\nYes.<|im_end|>" in made(THINKING).render(turns)


def test_what_real_templates_use_is_there() -> None:
    rendered = made(FEATURES).render(TURNS)
    assert rendered.startswith("[USER] Be brief.\n\nOne?\n[ASSISTANT] Yes.\n[USER] Two?\n")
    assert '04 March 2026 {"a": "é<"} True user,assistant,user' in rendered
    assert rendered.rstrip().endswith("y % 3 [1, 2, 3] ---")


def test_text_is_replaced_within_a_loop() -> None:
    source = "{% for m in messages %}{% set c = m.content %}{{ c.replace('?', '!').replace('.', '!', 1) }}{% endfor %}"
    assert made(source).render(TURNS[1:3]) == "One!Yes!"


def test_rendering_leaves_the_messages_alone() -> None:
    turns = [dict(turn) for turn in TURNS]
    with pytest.raises(TemplateFailed):
        made("{{ messages[0].content }}{% set _ = messages.append(1) %}").render(turns)
    assert turns == TURNS


NESTED = "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}"
HOSTILE = {
    "endless loop": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}{{ messages[0].content }}",
    "endless recursion": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}{{ messages[0].content }}",
    "three gigabytes folded when compiled": "{{ 'a' * 3000000000 }}{{ messages[0].content }}",
    "three gigabytes at run time": "{% set n = 3000000000 %}{{ 'a' * n }}{{ messages[0].content }}",
    "a list of billions": "{% set x = [0] * 3000000000 %}{{ messages[0].content }}",
    "doubling with ~": "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}"
    "{{ messages[0].content }}",
    "doubling with +": "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}"
    "{{ messages[0].content }}",
    "doubling with a block": "{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set y %}{{ n.x }}{{ n.x }}{% endset %}"
    "{% set n.x = y %}{% endfor %}{{ messages[0].content }}",
    "doubling with replace": "{% set n = namespace(x='aa') %}{% for i in range(60) %}{% set n.x = n.x.replace('a', 'aa') %}"
    "{% endfor %}{{ messages[0].content }}",
    "doubling with the replace filter": "{% set n = namespace(x='aa') %}{% for i in range(60) %}"
    "{% set n.x = n.x|replace('a', 'aa') %}{% endfor %}{{ messages[0].content }}",
    "doubling with join": "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x.join(['b', 'b', n.x]) %}"
    "{% endfor %}{{ messages[0].content }}",
    "doubling with the join filter": "{% set n = namespace(x='a') %}{% for i in range(60) %}"
    "{% set n.x = [n.x, n.x]|join %}{% endfor %}{{ messages[0].content }}",
    "doubling a list": "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}"
    "{{ messages[0].content }}",
    "output without end": "{% for a in range(99999) %}{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' * 99 }}{% endfor %}"
    "{{ messages[0].content }}",
    "a huge power": "{{ 9 ** 9 ** 9 }}{{ messages[0].content }}",
    "huge products": "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}"
    "{{ messages[0].content }}",
    "padding": "{{ 'a'.center(3000000000) }}{{ messages[0].content }}",
    "the center filter": "{{ 'a'|center(3000000000) }}{{ messages[0].content }}",
    "padding by format": "{{ '{:>3000000000}'.format(1) }}{{ messages[0].content }}",
    "padding by %": "{{ '%3000000000d' % 1 }}{{ messages[0].content }}",
    "padding by a date": "{{ strftime_now('%3000000000Y') }}{{ messages[0].content }}",
    "indent": "{{ 'a\n'|indent('b' * 1000000000) }}{{ messages[0].content }}",
    "a syntax error": "{% for %}",
    "an undefined value": "{{ nothing.at_all }}{{ messages[0].content }}",
    "an unknown filter": "{{ 'a'|nothing }}{{ messages[0].content }}",
    "its own refusal": "{{ raise_exception('no') }}",
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}{{ messages[0].content }}",
    "classes by filter": "{{ (''|attr('__class__')) }}{{ messages[0].content }}",
    "classes by map": "{{ ['']|map(attribute='__class__')|list|first|string }}{{ messages[0].__class__.x }}",
    "globals": "{{ raise_exception.__globals__['json'] }}{{ messages[0].content }}",
    "globals of a function": "{{ strftime_now.__globals__['os'].system('true') }}{{ messages[0].content }}",
    "a list in itself, written out": NESTED + "{{ n.x }}{{ messages[0].content }}",
    "a list in itself, as text": NESTED + "{{ n.x|string|length }}{{ messages[0].content }}",
    "a list in itself, as JSON": NESTED + "{{ n.x|tojson }}{{ messages[0].content }}",
    "a tuple in itself": NESTED.replace("[n.x, n.x]", "(n.x, n.x)") + "{{ n.x }}{{ messages[0].content }}",
    "a mapping in itself": NESTED.replace("[n.x, n.x]", "{'a': n.x, 'b': n.x}") + "{{ n.x }}{{ messages[0].content }}",
    "a mapping in itself by dict": NESTED.replace("[n.x, n.x]", "dict(a=n.x, b=n.x)") + "{{ n.x }}{{ messages[0].content }}",
    "arguments in themselves": "{% set n = namespace(x=1) %}{% macro f() %}{% set n.x = varargs %}{% endmacro %}"
    "{% for i in range(60) %}{{ f(n.x, n.x) }}{% endfor %}{{ n.x }}{{ messages[0].content }}",
    "namespaces in lists": "{% set n = namespace(x=1) %}{% for i in range(60) %}{% set m = namespace(y=[n, n]) %}"
    "{% set n = m %}{% endfor %}{{ n.y }}{{ messages[0].content }}",
    "a list of one large text": "{% set t = 'a' * 900000 %}{{ range(99999)|map('replace', '1', t)|list|string|length }}"
    "{{ messages[0].content }}",
    "many slices": "{{ [1]|batch(3000000000, 0)|list }}{{ messages[0].content }}",
    "format that reads attributes": "{{ '{0.__class__}'.format(messages) }}{{ messages[0].content }}",
    "indirect format": "{{ ('{0.__class__}'|attr('format'))(messages) }}{{ messages[0].content }}",
    "import": "{% import 'os' as os %}{{ messages[0].content }}",
    "include": "{% include '/etc/passwd' %}{{ messages[0].content }}",
    "lipsum": "{{ lipsum(99999) }}{{ messages[0].content }}",
    "cycler internals": "{{ cycler.__init__.__globals__ }}{{ messages[0].content }}",
    "deep nesting": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}{{ messages[0].content }}",
    "a deep list": "{{ " + "[" * 5000 + "]" * 5000 + " }}{{ messages[0].content }}",
    "a huge source": "{# " + "x" * 600_000 + " #}{{ messages[0].content }}",
    "an answer for everything": "always the same",
}  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_template_is_refused_without_much_memory_or_time(source: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TemplateFailed):
        made(source, seconds=0.3)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_a_template_that_turns_hostile_after_the_probe_is_stopped_too() -> None:
    source = (
        "{{ messages[0].content }}{% if messages|length > 2 %}"
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}{% endif %}"
    )
    template = made(source, seconds=0.3)
    with pytest.raises(TemplateFailed, match="too slow"):
        template.render(TURNS)
    assert template.render(TURNS[1:2]) == "One?"


def test_templates_are_stopped_in_any_thread_and_leave_it_usable() -> None:
    seen: list[object] = []

    def work() -> None:
        for _ in range(3):
            try:
                made(HOSTILE["endless loop"], seconds=0.1)
            except TemplateFailed as error:
                seen.append(str(error))
        seen.append(made(CHATML).render(TURNS[1:2])[:12])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert seen == ["too slow", "too slow", "too slow", "<|im_start|>"]
