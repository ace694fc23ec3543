"""Quasi-identifiers: what points at a person only together with other things.

An age, the day of an operation, a rare disease, a job, an employer, a village, "the mayor's daughter", and
the special categories of Regulation (EU) 2016/679, article 9(1). None of them is hidden; the user is told of
them, with a coarser wording where one reads well. Removing names alone leaves a text in which a reader, or a
language model, can still recognise somebody, so nothing here ever calls a text safe.

A general question stays quiet: most of these count only where the same sentence speaks of somebody ("she
has", "my son", "the patient", a name). Every step looks at a bounded window: the cost is linear in the text.
"""

from app.redaction.quasi.risk import Risk, risk  # all that the window needs: the finder has much to import

__all__ = ["Risk", "risk"]
