"""Redaction: what in a text points at somebody, what replaces it, and how it comes back.

Modules:
    findings: the values that all parts share.
    port: what the core asks of the redactor process, which has no network and no files.
    tags: placeholders as text, in every form that a model may give them.
    placeholders: values into placeholders, stable over a conversation's turns.
    restorer: placeholders back into values, exact on ids, at any chunking of a stream.
    leaks: the last look at the exact outgoing bytes.
"""
