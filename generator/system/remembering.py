"""Results of earlier runs, beside the bases of a project's documents, with a hash of what they depend on.

They quote the data, so they lie in the project's own folder, where others may write: what this user's runs
have not signed (HMAC, RFC 2104) counts for nothing. It has to be quick: nothing that reads data,
forms or Word files is imported here.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator import language
from generator.system import files
from generator.system.own_folder import own_key
from generator.system.program import signature

NOTE = "last-{kind}.json"
"""The name of the file that holds the last result of a kind."""
_PLAIN: Mapping[str, Callable[..., Any]] = {"Path": Path, "Decimal": Decimal, "date": date.fromisoformat}
"""How what is kept as text is made again, by the name of its type."""
_NO_NOTE = OSError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError
"""What reading a note raises that is not there, is damaged, or is another's."""


def fingerprint(paths: Iterable[str | Path], *asked: object) -> str:
    """Return a hash of files, what is asked for and the program; raise ProblemError for a file unread."""
    told = *map(str, asked), os.environ.get("SOURCE_DATE_EPOCH", "")  # the time of the parts in a document
    digest = hashlib.sha256(repr((signature(), language.in_use(), told)).encode("utf-8", "surrogateescape"))
    for path in paths:
        digest.update(f"\n{path}\n".encode("utf-8", "surrogateescape"))
        digest.update(hashlib.sha256(files.read(Path(path))).digest())
    return digest.hexdigest()


def recall(note: Path, key: str, *classes: type) -> Any | None:
    """Return what was remembered under this key, made of these classes; None when nothing was."""
    known = {each.__name__: each for each in classes} | dict(_PLAIN)
    try:
        found = json.loads(note.read_bytes())
        result, signed = found["result"], found["signed"]
        own = found["key"] == key and hmac.compare_digest(signed, _signature(key, result))
        return _restored(result, known) if own else None
    except _NO_NOTE:
        return None


def remember(note: Path, key: str, result: object) -> None:
    """Keep a result (plain values in tuples, NamedTuples, dataclasses), if the folder is there."""
    with contextlib.suppress(OSError):  # a folder whose name no system takes is none
        if note.parent.is_dir():
            noted = _noted(result)
            signed = _signature(key, noted)
            files.write_cache(note, json.dumps({"key": key, "result": noted, "signed": signed}).encode())


def _signature(key: str, noted: Any) -> str:
    """Return what only this user's runs can make of a result; another each time where no secret is kept."""
    secret = own_key() or os.urandom(32)
    return hmac.digest(secret, json.dumps([key, noted]).encode(), "sha256").hex()


def _noted(value: Any) -> Any:
    for plain in (Path, Decimal, date):
        if isinstance(value, plain):
            return {plain.__name__: [str(value)]}
    if dataclasses.is_dataclass(value) or hasattr(value, "_fields"):
        names = getattr(value, "_fields", None) or [field.name for field in dataclasses.fields(value)]
        return {type(value).__name__: [_noted(getattr(value, name)) for name in names]}
    return [_noted(each) for each in value] if isinstance(value, tuple) else value


def _restored(value: Any, classes: Mapping[str, Callable[..., Any]]) -> Any:
    if isinstance(value, dict):
        ((name, fields),) = value.items()
        return classes[name](*(_restored(each, classes) for each in fields))
    return tuple(_restored(each, classes) for each in value) if isinstance(value, list) else value
