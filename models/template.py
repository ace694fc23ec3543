"""A model file's own chat template: hostile code from a file, run under limits in the worker.

A template is a Jinja program. It may loop forever, multiply a string to gigabytes or look for Python's
internals. Jinja's immutable sandbox keeps it from the internals; the rest is here: only the string methods
and filters that real chat templates use, sizes checked before an operation that can blow up, processor time
of the rendering thread watched from another one. A template that fails in any way is not used;
``models.prompt`` then falls back.

The rendering follows Hugging Face transformers, which templates are written for (trim_blocks,
lstrip_blocks, loop controls, ``raise_exception``, ``strftime_now``, ``tojson`` without HTML escapes, the
``generation`` block): https://huggingface.co/docs/transformers/chat_templating_writing
"""

from __future__ import annotations

import ctypes
import datetime
import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import BuiltinMethodType, TracebackType
from typing import Any, NoReturn, TypeVar

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_SOURCE = 512 * 1024
MAX_TEXT = 4 * 2**20
SECONDS = 2.0
T = TypeVar("T")

_STRING_METHODS = frozenset((
    "capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii",
    "isdecimal", "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "lower",
    "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rpartition",
    "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
))  # fmt: skip
_FILTERS = frozenset((
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float",
    "groupby", "indent", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min",
    "reject", "rejectattr", "replace", "reverse", "round", "safe", "select", "selectattr", "slice",
    "sort", "string", "sum", "title", "tojson", "trim", "truncate", "unique", "upper",
))  # fmt: skip


class TemplateFailed(Exception):
    """The template cannot be used: it raised, or a limit stopped it."""


class _TooSlow(BaseException):
    """Thrown into the rendering thread; not an Exception, so that nothing in Jinja handles it."""


class ChatTemplate:
    """A compiled template that answered a small probe."""

    def __init__(
        self,
        source: str,
        *,
        bos: str,
        eos: str,
        now: Callable[[], datetime.datetime] = datetime.datetime.now,
        seconds: float = SECONDS,
    ) -> None:
        """Compile it and try it out.

        Args:
            source: the program.
            bos: text of the beginning token.
            eos: text of the end token.
            now: for templates that print the date.
            seconds: processor time that compiling, or one rendering, may take.

        Raises:
            TemplateFailed: it does not compile, or not even one question can be rendered.
        """
        if len(source) > MAX_SOURCE:
            raise TemplateFailed("too long")
        self._seconds = seconds
        self._variables = {"bos_token": bos, "eos_token": eos, "strftime_now": _strftime(now)}
        environment = _Environment()
        self._template = self._guarded(lambda: environment.from_string(source))
        self._system_as_user = False
        self._probe()

    def render(self, messages: Sequence[Mapping[str, str]]) -> str:
        """Render messages of ``role`` and ``content`` up to where the answer begins.

        Raises:
            TemplateFailed: it raised or went over a limit.
        """
        if self._system_as_user:
            messages = _merge_system(messages)
        copies = [dict(message) for message in messages]
        budget = MAX_TEXT + 4 * sum(len(message["content"]) for message in copies)

        def work() -> str:
            parts, size = [], 0
            for part in self._template.generate(
                messages=copies, add_generation_prompt=True, tools=None, documents=None, **self._variables
            ):
                size += len(part)
                if size > budget:
                    raise TemplateFailed("too much text")
                parts.append(part)
            return "".join(parts)

        return self._guarded(work)

    def _probe(self) -> None:
        """See that a question comes through, and whether a system turn does; if not it joins the question."""
        user, system = (
            {"role": "user", "content": "probe-question"},
            {"role": "system", "content": "probe-system"},
        )
        if user["content"] not in self.render([user]):
            raise TemplateFailed("question not rendered")
        try:
            rendered = self.render([system, user])
            self._system_as_user = not (system["content"] in rendered and user["content"] in rendered)
        except TemplateFailed:
            self._system_as_user = True

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            with _ProcessorTime(self._seconds):
                return work()
        except _TooSlow:
            raise TemplateFailed("too slow") from None
        except TemplateFailed:
            raise
        except Exception as error:  # noqa: BLE001  # any error of a hostile program means: not usable
            raise TemplateFailed(type(error).__name__) from None


def _merge_system(messages: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Put a leading system turn before the text of the turn that follows."""
    if not messages or messages[0]["role"] != "system" or len(messages) < 2:
        return list(messages)
    system, first, *rest = messages
    return [{"role": first["role"], "content": f"{system['content']}\n\n{first['content']}"}, *rest]


def _strftime(now: Callable[[], datetime.datetime]) -> Callable[[str], str]:
    def strftime_now(pattern: str) -> str:
        if len(pattern) > 64 or any(char.isdigit() for char in pattern):  # %999999999Y pads to that width
            raise TemplateFailed("date pattern")
        return now().strftime(pattern)

    return strftime_now


def _raise_exception(_message: object) -> NoReturn:
    raise TemplateFailed("the template refused the conversation")


def _tojson(value: object, ensure_ascii: bool = False, indent: int | None = None, **_other: object) -> str:
    """Hugging Face's ``tojson``: no HTML escapes."""
    return json.dumps(value, ensure_ascii=bool(ensure_ascii), indent=min(indent, 16) if indent else None)


def _bounded(size: int) -> None:
    if size > MAX_TEXT * 2:
        raise TemplateFailed("too much text")


def _concat(parts: Iterable[str]) -> str:
    """Join, after looking at the size."""
    parts = list(parts)
    _bounded(sum(map(len, parts)))
    return "".join(parts)


def _str_join(parts: Iterable[object]) -> str:
    return _concat(map(str, parts))


def _replace(text: object, old: object, new: object, count: int = -1) -> str:
    text, old, new = str(text), str(old), str(new)
    found = text.count(old) if count is None or count < 0 else min(count, text.count(old))
    _bounded(len(text) + found * len(new))
    return text.replace(old, new, -1 if count is None else count)


class _Generator(CodeGenerator):
    """Makes ``~`` look at sizes too."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self.write("environment.str_join((")
        for argument in node.nodes:
            self.visit(argument, frame)
            self.write(", ")
        self.write("))")


class _GenerationBlock(Extension):
    """``{% generation %}``: marks the answer for training; here its body is just rendered."""

    tags = {"generation"}  # noqa: RUF012  # declared so by Jinja

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with sizes checked, and without what no chat template needs."""

    code_generator_class = _Generator
    intercepted_binops = frozenset(("+", "*", "**", "%"))
    concat = staticmethod(_concat)
    str_join = staticmethod(_str_join)

    def __init__(self) -> None:
        super().__init__(trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols, _GenerationBlock])
        self.filters = {name: function for name, function in self.filters.items() if name in _FILTERS}
        self.filters |= {"tojson": _tojson, "replace": _replace, "indent": _indent}
        kept = {name: self.globals[name] for name in ("range", "dict", "namespace")}
        self.globals.clear()
        self.globals.update(kept, raise_exception=_raise_exception)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Refuse powers and formatting; look at sizes before adding and multiplying."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or (operator == "%" and not numbers):
            raise SecurityError(operator)
        if operator == "*":
            _bounded(_product_size(left, right))
        elif operator == "+" and not numbers:
            _bounded(_size(left) + _size(right))
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        """As Jinja's, and of strings only the methods that cannot grow beyond their input."""
        if isinstance(obj, str) and attr not in _STRING_METHODS:
            return False
        if isinstance(obj, int | float | bytes):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805
        """As Jinja's, with ``str.replace`` and ``str.join`` looking at sizes first."""
        if isinstance(__obj, BuiltinMethodType) and isinstance(__obj.__self__, str):
            if __obj.__name__ == "replace":
                return _replace(__obj.__self__, *args, **kwargs)
            if __obj.__name__ == "join" and len(args) == 1:
                return _joined(__obj.__self__, args[0])
        return super().call(__context, __obj, *args, **kwargs)


def _indent(text: object, width: object = 4, first: bool = False, blank: bool = False) -> str:
    """Jinja's ``indent`` with a bounded width."""
    text, prefix = str(text), width if isinstance(width, str) else " " * min(int(str(width)), 64)
    _bounded(len(text) + (text.count("\n") + 1) * len(prefix))
    lines = text.split("\n")
    head = prefix + lines[0] if first else lines[0]
    return "\n".join([head, *(prefix + line if line or blank else line for line in lines[1:])])


def _joined(separator: str, items: Iterable[object]) -> str:
    texts = [item for item in items if isinstance(item, str)]
    _bounded(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def _size(value: object) -> int:
    return len(value) if isinstance(value, str | list | tuple | dict) else 0


def _product_size(left: object, right: object) -> int:
    """Elements of a repeated sequence, or bits of a product of integers."""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() + right.bit_length()
        return bits if bits <= 128 else MAX_TEXT * 3
    for sequence, times in ((left, right), (right, left)):
        if isinstance(times, int):
            return _size(sequence) * max(times, 0)
    return 0


class _ProcessorTime:
    """Throws _TooSlow into this thread when it used more processor time than allowed.

    Jinja compiles to Python, so the exception arrives at the next bytecode; no signal is needed, and it
    works in any thread. Processor time, not the clock: a busy machine does not make a good template fail.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._over = threading.Event()

    def __enter__(self) -> None:
        self._thread = threading.get_ident()
        self._clock = _thread_clock(self._thread)
        self._limit = self._clock() + self._seconds
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            with self._lock:
                if not self._over.is_set() and self._clock() > self._limit:
                    _throw(self._thread, _TooSlow)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while not self._over.is_set():
            try:
                with self._lock:
                    self._over.set()
                    _throw(self._thread, None)  # takes back one that has not arrived
            except _TooSlow:
                continue
        self._watcher.join()


def _throw(thread: int, kind: type[BaseException] | None) -> None:
    argument = None if kind is None else ctypes.py_object(kind)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), argument)


def _thread_clock(thread: int) -> Callable[[], float]:
    """The processor time of a thread, or the clock where a system does not tell."""
    if hasattr(time, "pthread_getcpuclockid"):
        clock = time.pthread_getcpuclockid(thread)
        return lambda: time.clock_gettime(clock)
    return time.monotonic
