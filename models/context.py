"""A loaded model with one context: tokens go in, the next token comes out.

Positions are counted here: ``used`` tokens are evaluated and stand in sequence 0.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import NoReturn

from models.errors import ModelDamaged, NotEnoughMemory
from models.llama import AbortFlag, CFile, bindings, classified_refusal
from models.vocabulary import Vocabulary

BATCH = 512


class Aborted(Exception):
    """The abort flag stopped an evaluation; what was complete is kept."""


class LoadCancelled(Exception):
    """The progress callback asked to stop."""


class LoadedModel:
    """Weights and vocabulary, from an open descriptor."""

    def __init__(self, descriptor: int, progress: Callable[[float], bool]) -> None:
        """Load it.

        Args:
            descriptor: an open, seekable file; it may be closed afterwards.
            progress: called with 0.0 to 1.0; False cancels.

        Raises:
            LoadCancelled: progress said so.
            ModelDamaged: llama.cpp refused the file.
        """
        library = bindings()
        parameters = library.llama_model_default_params()
        parameters.n_gpu_layers = 0
        parameters.load_mode = library.LLAMA_LOAD_MODE_MMAP
        cancelled = False

        def report(fraction: float, _data: object) -> bool:
            nonlocal cancelled
            cancelled = cancelled or not progress(fraction)
            return not cancelled

        callback = library.llama_progress_callback(report)
        parameters.progress_callback = callback
        self._file = CFile(descriptor)
        with classified_refusal() as refusal:
            self.pointer = library.llama_model_load_from_file_ptr(self._file.pointer, parameters)
        if not self.pointer:
            self._file.close()
            if cancelled:
                raise LoadCancelled
            raise ModelDamaged(reason=refusal.reason)
        if not library.llama_model_has_decoder(self.pointer) or library.llama_model_has_encoder(self.pointer):
            self.close()
            raise ModelDamaged(reason="not-a-text-generator")
        self.vocabulary = Vocabulary(self.pointer)

    def close(self) -> None:
        """Free the weights; a second call does nothing."""
        if self.pointer:
            bindings().llama_model_free(self.pointer)
            self.pointer = None
        self._file.close()


class Context:
    """The evaluated tokens of one conversation and the logits after the last of them."""

    def __init__(self, model: LoadedModel, *, tokens: int, threads: int) -> None:
        """Allocate KV cache and buffers.

        Raises:
            NotEnoughMemory: llama.cpp could not allocate them.
        """
        library = bindings()
        parameters = library.llama_context_default_params()
        parameters.n_ctx = tokens
        parameters.n_batch = parameters.n_ubatch = min(BATCH, tokens)
        parameters.n_threads = parameters.n_threads_batch = threads
        parameters.n_seq_max = 1
        parameters.no_perf = True
        self.pointer = library.llama_init_from_model(model.pointer, parameters)
        if not self.pointer:
            raise NotEnoughMemory(needed=0, available=0, context=tokens)
        self._library = library
        self._memory = library.llama_get_memory(self.pointer)
        self.size: int = library.llama_n_ctx(self.pointer)
        self.threads = threads
        self.used = 0
        self.abort = AbortFlag()
        self.abort.attach(self.pointer)
        self._tokens = (library.llama_token * BATCH)()
        self._decode = library.llama_decode
        self._one = library.llama_batch_get_one(self._tokens, 1)

    def evaluate(self, tokens: Sequence[int]) -> None:
        """Append at most BATCH tokens.

        Raises:
            Aborted: the flag was set; ``used`` is as before.
            RuntimeError: llama_decode failed; the context was cleared.
        """
        count = len(tokens)
        self._tokens[:count] = tokens
        if status := self._decode(self.pointer, self._library.llama_batch_get_one(self._tokens, count)):
            self._failed(status)
        self.used += count

    def append(self, token: int) -> None:
        """Append one token; as ``evaluate``, with less work around it."""
        self._tokens[0] = token
        if status := self._decode(self.pointer, self._one):
            self._failed(status)
        self.used += 1

    def _failed(self, status: int) -> NoReturn:
        self.keep(self.used)
        if status == 2:
            raise Aborted
        self.clear()
        raise RuntimeError(f"llama_decode returned {status}")

    def keep(self, count: int) -> None:
        """Drop everything after the first ``count`` tokens (all of it where the model cannot do that)."""
        if self._library.llama_memory_seq_rm(self._memory, 0, count, -1):
            self.used = min(self.used, count)
        else:  # recurrent state has no tokens to drop
            self.clear()

    def clear(self) -> None:
        """Forget every token."""
        self._library.llama_memory_clear(self._memory, True)
        self.used = 0

    def save(self) -> ctypes.Array[ctypes.c_uint8] | None:
        """Copy the state of all evaluated tokens, None when llama.cpp cannot."""
        size: int = self.state_size()
        buffer = (ctypes.c_uint8 * size)()
        written: int = self._library.llama_state_seq_get_data(self.pointer, buffer, size, 0)
        return buffer if written else None

    def state_size(self) -> int:
        """Bytes that ``save`` would take now."""
        return int(self._library.llama_state_seq_get_size(self.pointer, 0))

    def restore(self, state: ctypes.Array[ctypes.c_uint8], used: int) -> bool:
        """Put back a saved state of ``used`` tokens; on failure the context is empty."""
        self.clear()
        if self._library.llama_state_seq_set_data(self.pointer, state, len(state), 0):
            self.used = used
            return True
        self.clear()
        return False

    def close(self) -> None:
        """Free it; a second call does nothing."""
        if self.pointer:
            self._library.llama_free(self.pointer)
            self.pointer = None
