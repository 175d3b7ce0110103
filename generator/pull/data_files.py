"""Which data file a document goes back to.

A document says itself which data file it comes from, but so can one that a stranger has made. So it has to be
proved: among the documents that were generated from the data file, last or earlier, is one of the same
generation. Otherwise a person names the data file. What is named has to be one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.grant.schema import Data
from generator.grant.schema.base import keys_of
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.pull.edited_document import origin
from generator.system import files
from generator.system.generations import Generations
from generator.system.output_folders import BASES, beside, data_files_in, folder_of, key, places_of_data
from generator.word.fields import provenance
from generator.word.fields.provenance import Provenance
from generator.word.opc.package import Package
from generator.word.repeating_sections import take_off


def restore_origin(package: Package) -> None:
    """Let a document that has lost what it says of its origin say what its base does.

    Word's Document Inspector takes it away. Which of two bases is the document's own it cannot say then.
    """
    path = Path(package.name)
    base = path.parent / BASES / path.name
    if provenance.read(package) or not base.is_file() or base.with_name(f"{base.name}.next").exists():
        return
    if (carried := _provenance(base)) is not None:
        provenance.replace(package, carried)


def data_file_of(package: Package) -> Path:
    """Return the data file that a document was made from; raise ProblemError when nothing proves it."""
    path, made = Path(package.name), origin(package)
    name = Path(made.data).name
    candidates = _candidates(path, name)
    for data in candidates:
        if made.generation in _generations(data, path.name):
            return data
    if candidates:
        message = _(
            "The document says that it comes from {data}, but is none of those that were generated from it "
            "and are kept. If you trust the document, name the data file too: "
            "ansokan pull {document} --data {data}"
        ).format(data=candidates[0], document=path)
        raise ProblemError(Problem("error", "pull-unproved", message, str(path)))
    message = _(
        "The document comes from the data file {name}, which is not in a folder data beside it or here. "
        "Name the file with --data."
    )
    raise ProblemError(Problem("error", "pull-no-data", message.format(name=name), str(path)))


def follow_renamed(package: Package, data: Path) -> None:
    """Let a document say that it comes from `data`, when it was made from that file under an old name."""
    made = origin(package)
    if key(made.data) != key(data.name) and made.generation in _generations(data, Path(package.name).name):
        provenance.replace(package, made._replace(data=data.name))


def base_of(package: Package, data: Path) -> Package | None:
    """Return the document as it was generated from a data file; None when it does not lie there any more."""
    path, made = Path(package.name), origin(package)
    own = path.parent / BASES / path.name
    for place in (own, own.with_name(f"{own.name}.next"), *_base_places(data, path.name)):
        if place.is_file() and (base := _opened(place)) and _generation(base) == made.generation:
            return base
    earlier = _earlier(data)
    kept = (earlier.recall(each) for each in earlier.known() if each.generation == made.generation)
    found = next(filter(None, kept), None)
    return None if found is None else _plain(found, str(earlier.path))


def refuse_other_kinds(file: DataFile, model: type[Data]) -> None:
    """Raise ProblemError when the file is no data file: when its top holds keys that none has."""
    unknown = next((name for name in file.values if name not in keys_of(model)), None)
    if unknown is not None:
        message = _(
            "This is no data file, for none has the key {key}. Name the project's data file with --data; if "
            "this is the one, mend the key."
        ).format(key=unknown)
        problem = Problem("error", "no-data-file", message, file.name, file.key_place(unknown), unknown)
        raise ProblemError(problem)


def _candidates(document: Path, name: str) -> list[Path]:
    """Return the files of that name in data/ beside the document's folders and here, the nearest first.

    If there are none, those called as the document's folder: a data file is renamed together with it.
    """
    found = [path for path in _data_files(document, Path(name).stem) if key(path.name) == key(name)]
    return list(dict.fromkeys(found or _data_files(document, document.absolute().parent.name)))


def _data_files(document: Path, stem: str) -> Iterator[Path]:
    here = Path.cwd()
    for folder in (*document.absolute().parents, here):
        for place in places_of_data(folder):
            for path in data_files_in(place).get(key(stem), ()):
                if path.is_file():
                    yield path.relative_to(here) if path.is_relative_to(here) else path


def _generations(data: Path, likely: str) -> Iterator[str]:
    """Yield the generations of the documents made from a data file, that of the one called `likely` first."""
    for path in _base_places(data, likely):
        if (made := _provenance(path)) is not None:
            yield made.generation
    yield from (each.generation for each in _earlier(data).known())


def _earlier(data: Path) -> Generations:
    return Generations(folder_of(beside(data, "output"), data))


def _base_places(data: Path, likely: str) -> list[Path]:
    bases = (folder_of(beside(data, "output"), data) / BASES).glob("*.docx*")
    return sorted(bases, key=lambda base: (base.name != likely, base))


def _provenance(base: Path) -> Provenance | None:
    package = _opened(base)
    return None if package is None else provenance.read(package)


def _generation(package: Package) -> str:
    made = provenance.read(package)
    return "" if made is None else made.generation


def _opened(base: Path) -> Package | None:
    try:
        return _plain(files.read(base), str(base))
    except ProblemError:  # a damaged base proves nothing
        return None


def _plain(data: bytes, name: str) -> Package:
    package = Package.read(data, name)
    take_off(package)
    return package
