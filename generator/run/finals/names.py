"""What a final is called: the document and its case, so that it is known wherever it is sent or kept.

In the letters that every system and register takes: a-z, A-Z, 0-9 and hyphens.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.grant.project import Dossier
from generator.system.files import plain_name

_LONGEST = 60
"""Characters of a part of a name."""


class FinalName(NamedTuple):
    """The file name of a final: `ansokan-tillvaxtverket-RUN-479-2024.docx`.

    `begins`: what is the same whatever the case; `others`: what the project's other finals begin with.
    """

    file: str
    begins: str
    others: tuple[str, ...]

    def was(self, file: str, draft: str) -> bool:
        """Say whether the same document was called `file` earlier: with another number, or as its draft."""
        longer = tuple(f"{other}-" for other in self.others if other.startswith(f"{self.begins}-"))
        begins = file.startswith((f"{self.begins}-", f"{self.begins}.")) and not file.startswith(longer)
        return file != self.file and (begins or file == draft)


def final_names(dossier: Dossier) -> dict[str, FinalName]:
    """Return by the name of its draft what the final of each document of the project is called.

    After the document what its case is called.
    """
    begins = {each.form.text.output: each.form.sent_as for each in dossier.documents}
    made = {}
    for each in dossier.documents:
        own, case = each.form.sent_as, _case(each.speakable, dossier)
        parts = [part for part in (own[:_LONGEST].strip("-"), case) if part]
        others = tuple(other for other in begins.values() if other != own)
        made[each.form.text.output] = FinalName(f"{'-'.join(parts)}.docx", own, others)
    return made


def case_of(dossier: Dossier) -> str:
    """Return what the project's case is called in the names of files; nothing when no document is made."""
    return next((_case(each.speakable, dossier) for each in dossier.documents), "")


def _case(said: Mapping[str, Any], dossier: Dossier) -> str:
    """Return the case number, else the project's short name, else the name of its data file."""
    known = str(said["case"]["number"]), str(said["project"]["short_name"]), Path(dossier.file.name).stem
    return next(filter(None, map(plain_name, known)), "")[:_LONGEST].strip("-")
