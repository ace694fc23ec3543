"""Postal addresses; see ``finder``."""

from app.redaction.addresses.finder import ONLY_ABOUT_SOMEBODY, Addresses

__all__ = ["ONLY_ABOUT_SOMEBODY", "Addresses"]
