"""Choosing the next token: llama.cpp's sampler chain built from our Sampling."""

from __future__ import annotations

import ctypes
import functools
import math
import secrets
from collections.abc import Callable
from types import TracebackType
from typing import Any

from models.engine import Sampling
from models.llama import bindings

_RANDOM_SEED = 0xFFFFFFFF  # llama.cpp would draw one of its own and not tell


def seed_of(sampling: Sampling) -> int:
    """Return the seed to use: the given one as 32 bits, or a fresh one."""
    if sampling.seed is None:
        return secrets.randbelow(1 << 31)
    seed = sampling.seed & 0xFFFFFFFF
    return seed if seed != _RANDOM_SEED else 0


class Sampler:
    """A chain in llama.cpp's default order: penalties, top-k, top-p, min-p, temperature, draw.

    The repeat penalty looks at generated tokens only, so that the question's own words may be repeated.

    With a grammar there are two chains, as in llama.cpp's own programs: a token is drawn freely, and only one
    that the grammar forbids is drawn again among those that it allows. To look at the whole vocabulary for
    every token costs six times the speed (128,000 tokens: 17 instead of 112 a second).
    """

    def __init__(
        self,
        sampling: Sampling,
        seed: int,
        vocabulary: Any,  # noqa: ANN401
        size: int,
        grammar: str = "",
    ) -> None:
        """Build the chains.

        Args:
            sampling: values outside their range are drawn to the nearest sensible one.
            seed: for the draw.
            vocabulary: the model's llama_vocab pointer.
            size: number of tokens in it.
            grammar: GBNF; "" for none.

        Raises:
            ValueError: llama.cpp cannot read the grammar.
        """
        self._library = bindings()
        self._chains: list[Any] = []
        self._chain = self._new_chain()
        self._fill(sampling, seed, vocabulary, size)
        self._free = self._chain
        self._grammar: Any = None
        if grammar:
            self._chain = self._new_chain()
            self._grammar = self._library.llama_sampler_init_grammar(vocabulary, grammar.encode(), b"root")
            if not self._grammar:
                self.close()
                msg = "no grammar"
                raise ValueError(msg)
            self._add(self._grammar)  # first, so that every later sampler is left with a legal token
            self._fill(sampling, seed, vocabulary, size)

    def _new_chain(self) -> Any:  # noqa: ANN401
        parameters = self._library.llama_sampler_chain_default_params()
        parameters.no_perf = True
        self._chains.append(self._library.llama_sampler_chain_init(parameters))
        return self._chains[-1]

    def _fill(self, sampling: Sampling, seed: int, vocabulary: Any, size: int) -> None:  # noqa: ANN401
        library = self._library
        self._add_suppressed(vocabulary, size)
        penalty = _within(sampling.repeat_penalty, 0.01, 100.0, 1.0)
        last = max(0, min(sampling.repeat_last_n, 1 << 20))
        if penalty != 1.0 and last:
            self._add(library.llama_sampler_init_penalties(size, last, penalty, 0.0, 0.0))
        temperature = _within(sampling.temperature, 0.0, 100.0, 0.7)
        if temperature == 0.0:
            self._add(library.llama_sampler_init_greedy())
        else:
            self._add(library.llama_sampler_init_top_k(max(0, sampling.top_k)))
            self._add(library.llama_sampler_init_top_p(_within(sampling.top_p, 0.0, 1.0, 1.0), 1))
            self._add(library.llama_sampler_init_min_p(_within(sampling.min_p, 0.0, 1.0, 0.0), 1))
            self._add(library.llama_sampler_init_temp(temperature))
            self._add(library.llama_sampler_init_dist(seed))

    def _add(self, sampler: Any) -> None:  # noqa: ANN401
        self._library.llama_sampler_chain_add(self._chain, sampler)

    def _add_suppressed(self, vocabulary: Any, size: int) -> None:  # noqa: ANN401
        """Tokens that the file says must never be generated."""
        count = ctypes.c_int32(0)
        tokens = self._library.llama_vocab_get_suppress_tokens(vocabulary, ctypes.byref(count))
        if tokens and 0 < count.value <= size:
            biases = (self._library.llama_logit_bias * count.value)()
            for index in range(count.value):
                biases[index].token, biases[index].bias = tokens[index], -math.inf
            self._add(self._library.llama_sampler_init_logit_bias(size, count.value, biases))

    def drawing(self, context: Any) -> Callable[[], int]:  # noqa: ANN401
        """Return a function that chooses from the logits of the last evaluated token of a llama_context.

        Without a grammar it is the C function itself, bound: one call per token, nothing around it.
        """
        draw: Callable[[], int] = functools.partial(
            self._library.llama_sampler_sample, self._free, context, -1
        )
        if not self._grammar:
            return draw
        draw_again = functools.partial(self._library.llama_sampler_sample, self._chain, context, -1)

        def draw_legally() -> int:
            token = draw()
            if not self._is_legal(token):
                return int(draw_again())  # which the chain accepts by itself
            self._library.llama_sampler_accept(self._chain, token)
            return token

        return draw_legally

    def _is_legal(self, token: int) -> bool:
        one = self._library.llama_token_data(token, 1.0, 0.0)
        array = self._library.llama_token_data_array(ctypes.pointer(one), 1, -1, False)
        self._library.llama_sampler_apply(self._grammar, ctypes.byref(array))
        return bool(one.logit != -math.inf)

    def close(self) -> None:
        """Free the chains and all that is in them."""
        while self._chains:
            self._library.llama_sampler_free(self._chains.pop())

    def __enter__(self) -> Sampler:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _within(value: float, low: float, high: float, otherwise: float) -> float:
    return otherwise if math.isnan(value) else min(max(value, low), high)
