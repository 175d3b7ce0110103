"""What people changed inside the fields of generated documents goes back to the data file.

Three sides for each field: what it showed when it was generated (the document carries that), what it
says now, and what the data file says now. Nobody's text is lost: a field that was changed in two ways
is a conflict, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from generator.grant.schema import Data
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.problems import Problem, ProblemError, by_weight
from generator.pull.data_files import home_of, refuse_other_kinds, with_origin
from generator.pull.decide import Taken, settle
from generator.pull.edited_document import Edit, origin, read_document
from generator.pull.schema_values import Values
from generator.pull.write_data import Pulled, write_all
from generator.system.pulled_texts import Texts

__all__ = ["Pulled", "Taken", "home_of", "origin", "pull", "refuse_other_kinds", "with_origin"]


def pull(
    documents: Sequence[tuple[str, bytes]],
    file: DataFile,
    model: type[Data],
    earlier: Mapping[str, Texts] = MappingProxyType({}),
) -> Pulled:
    """Return the text of the data file with what was changed in the fields of the documents.

    `documents` are names and bytes, `earlier`: by name, what was pulled from one before. A change that is in
    conflict, cannot be read or does not fit the schema is left out and said in a Problem; the others are
    taken.
    """
    values = Values(file, model)
    edits: list[Edit] = []
    problems: list[Problem] = []
    texts: dict[str, Texts] = {}
    looked = 0
    for name, data in documents:
        try:
            read = read_document(name, data, values, earlier.get(name, {}))
        except ProblemError as error:
            problems += [*error.problems, *_advice(name, error)]
            continue
        edits += read.edits
        texts[name] = read.texts
        problems += read.problems
        looked += read.looked
    changes = settle(edits, values, problems)
    text, taken = write_all(changes, file, model, problems)
    now = {each.path for each in taken}
    pulled = {name: {path: found[path] for path in found if path in now} for name, found in texts.items()}
    return Pulled(text, taken, tuple(by_weight(problems)), looked, pulled)


def _advice(name: str, error: ProblemError) -> list[Problem]:
    """Say how a damaged document may have come about."""
    if all(problem.code != "docx-broken-xml" for problem in error.problems):
        return []
    message = _(
        "LibreOffice 7 damages a document when changes are recorded while a field is edited. Take the "
        "document from before, turn off the recording of changes, and edit it again."
    )
    return [Problem("hint", "pull-damaged", message, name)]
