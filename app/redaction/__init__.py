"""Redaction: what in a text points at somebody, what replaces it, and how it comes back.

Modules:
    findings: the values that all parts share.
    port: what the core asks of the redactor process, which has no network and no files.
"""
