"""The transcript of a conversation: ``TranscriptView`` shows ``MessageView`` values and tells intents."""

from ui.transcript.item import MessageView
from ui.transcript.view import TranscriptView

__all__ = ["MessageView", "TranscriptView"]
