"""What was sent, frozen: a zip file with the final documents, their PDFs, the data file and what was found.

A package is never written again; what is sent next is a new version, with what has changed since the last.
"""

from __future__ import annotations

from generator.run.sent.changes import Changes, DocumentChanges, Since, since
from generator.run.sent.freezing import Coming, Texts, freeze
from generator.run.sent.packages import SentPackage

__all__ = ["Changes", "Coming", "DocumentChanges", "SentPackage", "Since", "Texts", "freeze", "since"]
