"""A model file's own chat template: hostile code from a file, run under limits in the worker.

A template is a Jinja program. It may loop forever, multiply a string to gigabytes or look for Python's
internals. Jinja's immutable sandbox keeps it from the internals; the rest is here and in ``models.limits``:
only the string methods and filters that real chat templates use, every value weighed when it is made,
processor time watched. A template that fails in any way is not used; ``models.prompt`` then falls back.

The rendering follows Hugging Face transformers, which templates are written for (trim_blocks, lstrip_blocks,
loop controls, ``raise_exception``, ``strftime_now``, ``tojson`` without HTML escapes, the ``generation``
block): https://huggingface.co/docs/transformers/chat_templating_writing
"""

from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import BuiltinMethodType
from typing import Any, NoReturn, TypeVar

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from models.limits import LimitReached, ProcessorTime, Sizes

MAX_SOURCE = 512 * 1024
MAX_TEXT = 2**20
SECONDS = 1.0
T = TypeVar("T")

_STRING_METHODS = frozenset((
    "capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii",
    "isdecimal", "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "lower",
    "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rpartition",
    "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
))  # fmt: skip
_FILTERS = frozenset((
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby",
    "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse",
    "round", "safe", "select", "selectattr", "sort", "string", "title", "trim", "truncate", "unique", "upper",
))  # fmt: skip


class TemplateFailed(Exception):
    """The template cannot be used: it raised, or a limit stopped it."""


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
        self._sizes = Sizes(MAX_TEXT)
        self._variables = {"bos_token": bos, "eos_token": eos, "strftime_now": _strftime(now)}
        self._template = self._guarded(lambda: _Environment(self._sizes).from_string(source))
        self._system_as_user = False
        self._probe()

    def render(self, messages: Sequence[Mapping[str, str]]) -> str:
        """Render messages of ``role`` and ``content`` up to where the answer begins.

        Raises:
            TemplateFailed: it raised or went over a limit.
        """
        copies = [dict(message) for message in messages]
        if self._system_as_user:
            copies = _merge_system(copies)
        self._sizes.characters = MAX_TEXT + 4 * sum(len(message["content"]) for message in copies)
        parts = self._template.generate(
            messages=copies, add_generation_prompt=True, tools=None, documents=None, **self._variables
        )
        return self._guarded(lambda: self._sizes.concat(parts))

    def _probe(self) -> None:
        """See that a question comes through, and whether a system turn does; if not it joins the question."""
        user = {"role": "user", "content": "probe-question"}
        system = {"role": "system", "content": "probe-system"}
        if user["content"] not in self.render([user]):
            raise TemplateFailed("question not rendered")
        try:
            rendered = self.render([system, user])
            self._system_as_user = not (system["content"] in rendered and user["content"] in rendered)
        except TemplateFailed:
            self._system_as_user = True

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            return ProcessorTime(self._seconds).run(work)
        except LimitReached as error:
            raise TemplateFailed(str(error)) from None
        except Exception as error:  # noqa: BLE001  # any error of a hostile program means: not usable
            raise TemplateFailed(type(error).__name__) from None


def _merge_system(messages: list[dict[str, str]]) -> list[dict[str, str]]:
    """Put a leading system turn before the text of the turn that follows."""
    if len(messages) < 2 or messages[0]["role"] != "system":
        return messages
    system, first, *rest = messages
    return [{**first, "content": f"{system['content']}\n\n{first['content']}"}, *rest]


def _strftime(now: Callable[[], datetime.datetime]) -> Callable[[str], str]:
    def strftime_now(pattern: str) -> str:
        if len(pattern) > 64 or any(char.isdigit() for char in pattern):  # %999999999Y pads to that width
            raise LimitReached("date pattern")
        return now().strftime(pattern)

    return strftime_now


def _raise_exception(_message: object = None) -> NoReturn:
    raise LimitReached("the template refused the conversation")


def _tojson(value: object, ensure_ascii: bool = False, indent: int | None = None, **_other: object) -> str:
    """Hugging Face's ``tojson``: no HTML escapes."""
    return json.dumps(value, ensure_ascii=bool(ensure_ascii), indent=min(indent, 16) if indent else None)


class _Generator(CodeGenerator):
    """Has every value that a template can build pass through the environment's scales."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self.write("environment.sizes.concat((")
        for argument in node.nodes:
            self.visit(argument, frame)
            self.write(", ")
        self.write("))")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        self.write("environment.weigh(")
        super().visit_List(node, frame)
        self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        self.write("environment.weigh(")
        super().visit_Dict(node, frame)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        if node.ctx == "store":  # names on the left of an assignment
            super().visit_Tuple(node, frame)
            return
        self.write("environment.weigh(")
        super().visit_Tuple(node, frame)
        self.write(")")


class _GenerationBlock(Extension):
    """``{% generation %}``: marks the answer for training; here its body is just rendered."""

    tags = {"generation"}  # noqa: RUF012  # declared so by Jinja

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with values weighed and without what no chat template needs."""

    code_generator_class = _Generator
    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols, _GenerationBlock])
        self.sizes = sizes
        self.concat = sizes.concat  # type: ignore[method-assign]  # Jinja's own is "".join
        own: dict[str, Callable[..., Any]] = {"tojson": _tojson, "replace": sizes.replace}
        own |= {"join": self._join, "indent": self._indent}
        chosen = {name: function for name, function in self.filters.items() if name in _FILTERS} | own
        self.filters = {name: self._weighing(function) for name, function in chosen.items()}
        kept = {name: self.globals[name] for name in ("range", "dict", "namespace")}
        self.globals.clear()
        self.globals.update(kept, raise_exception=_raise_exception)

    def weigh(self, value: T) -> T:
        """Let a value pass that is not too large and holds no namespace, which could grow later."""
        if isinstance(value, list | tuple) and any(isinstance(item, Namespace) for item in value):
            raise SecurityError("namespace in a list")
        if isinstance(value, dict) and any(isinstance(item, Namespace) for item in value.values()):
            raise SecurityError("namespace in a mapping")
        return self.sizes.weigh(value)

    def _weighing(self, function: Callable[..., T]) -> Callable[..., T]:
        @functools.wraps(function)  # with the marks that make Jinja pass an environment first
        def weighed(*args: Any, **kwargs: Any) -> T:  # noqa: ANN401
            return self.weigh(function(*args, **kwargs))

        return weighed

    def _join(self, items: Iterable[object], separator: str = "", attribute: str | int | None = None) -> str:
        if attribute is not None:
            items = (self.getitem(item, attribute) for item in items)
        return self.sizes.join(str(separator), items)

    def _indent(self, text: object, width: object = 4, first: bool = False, blank: bool = False) -> str:
        text, prefix = str(text), width if isinstance(width, str) else " " * min(int(str(width)), 64)
        self.sizes.check(len(text) + (text.count("\n") + 1) * len(prefix))
        head, *rest = text.split("\n")
        lines = [
            prefix + head if first else head,
            *(prefix + line if line or blank else line for line in rest),
        ]
        return "\n".join(lines)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Refuse powers and formatting; look at sizes before adding and multiplying."""
        if operator == "**" or (operator == "%" and not isinstance(left, int | float)):
            raise SecurityError(operator)
        if operator == "*":
            self.sizes.check_product(left, right)
        elif operator == "+" and isinstance(left, str) and isinstance(right, str):
            self.sizes.check(len(left) + len(right))
        return self.weigh(super().call_binop(context, operator, left, right))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        """As Jinja's, and of strings only the methods that cannot grow beyond their input."""
        if isinstance(obj, str) and attr not in _STRING_METHODS:
            return False
        if isinstance(obj, int | float | bytes):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401
        """No ``format``, not even Jinja's careful one: it pads to any width."""

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805
        """As Jinja's, with arguments and result weighed, and two string methods looking ahead."""
        __self.weigh(args)
        __self.weigh(kwargs)
        if isinstance(__obj, BuiltinMethodType) and isinstance(__obj.__self__, str):
            if __obj.__name__ == "replace":
                count = (
                    {"count": kwargs["count"]} if "count" in kwargs else {}
                )  # in a loop Jinja adds its variables
                return __self.sizes.replace(__obj.__self__, *args, **count)
            if __obj.__name__ == "join":
                return __self.sizes.join(__obj.__self__, *args)
        return __self.weigh(super().call(__context, __obj, *args, **kwargs))
