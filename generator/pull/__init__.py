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
from generator.pull.data_files import data_file_of, refuse_other_kinds, restore_origin
from generator.pull.decide import Taken, decide
from generator.pull.edited_document import Edit, origin, read_document
from generator.pull.references import with_references
from generator.pull.schema_values import Values
from generator.pull.write_data import Pulled, write_all
from generator.system.pulled_texts import Texts
from generator.word.opc.package import Package

__all__ = ["Pulled", "Taken", "data_file_of", "origin", "pull", "refuse_other_kinds", "restore_origin"]


def pull(
    documents: Sequence[Package],
    file: DataFile,
    model: type[Data],
    earlier: Mapping[str, Texts] = MappingProxyType({}),
) -> Pulled:
    """Return the text of the data file with what was changed in the fields of the documents.

    `earlier`: by its name, what was pulled from a document before. A change that is in conflict, cannot be
    read or does not fit the schema is left out and said in a Problem; the others are taken.
    """
    values = Values(file, model)
    edits: list[Edit] = []
    problems: list[Problem] = []
    texts: dict[str, Texts] = {}
    looked = 0
    for package in documents:
        name = package.name
        try:
            read = read_document(package, values, earlier.get(name, {}))
        except ProblemError as error:
            problems += [*error.problems, *_advice(name, error)]
            continue
        edits += read.edits
        texts[name] = read.texts
        problems += read.problems
        looked += read.looked
    changes = with_references(decide(edits, values, problems), values)
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
