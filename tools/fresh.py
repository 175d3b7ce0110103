"""Make anew whatever is made from something else; with --check, say what is stale and exit 1.

The Swedish catalogue (.po from the sources, .mo from .po), the help texts in README.md, the schema
beside data/. A layout that is not as it is made may have been edited in Word, and is only named.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from make_layouts import edited

from generator import language
from generator.grant.forms.loading import load_all
from generator.run import scaffold
from generator.system.files import builtin_templates

PO = ROOT / "generator/locale/sv/LC_MESSAGES/ansokan.po"
HELP = re.compile(r"(<!-- help: ansokan ?(?P<command>\w*) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> int:
    """Write what is stale, or with --check only name it."""
    checking = "--check" in sys.argv
    stale = _stale()
    if not checking:
        while stale:  # the help texts are made with the catalogue that was just written
            for path, content in stale.items():
                print(f"written: {path.relative_to(ROOT)}")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            stale = _stale()
    for path in stale:
        print(f"stale: {path.relative_to(ROOT)}")
    layouts = edited()
    for path in layouts:
        print(f"stale: {path.relative_to(ROOT)} (python tools/make_layouts.py --replace)")
    untranslated = [message.id for message in catalogue() if message.id and not translated(message)]
    for text in untranslated:
        print(f"untranslated: {text!r}")
    return int(bool(untranslated or stale or layouts))


def _stale() -> dict[Path, bytes]:
    return {
        path: content
        for path, content in wanted().items()
        if not path.exists() or path.read_bytes() != content
    }


def wanted() -> dict[Path, bytes]:
    """Return what each made file should hold."""
    language.use("sv")
    found = catalogue()
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, found, sort_output=True, omit_header=False, include_previous=False, width=100)
    write_mo(mo, found)
    schema = (
        json.dumps(scaffold.json_schema(load_all(builtin_templates())), ensure_ascii=False, indent=2) + "\n"
    )
    readme = ROOT / "README.md"
    return {
        PO: po.getvalue(),
        PO.with_suffix(".mo"): mo.getvalue(),
        ROOT / "data" / scaffold.SCHEMA_FILE: schema.encode(),
        readme: HELP.sub(_helped, readme.read_text(encoding="utf-8")).encode(),
    }


def catalogue() -> Catalog:
    """Return the Swedish catalogue with exactly the messages of the sources and of click."""
    old = read_po(PO.open("rb"), locale="sv") if PO.exists() else Catalog("sv")
    template = Catalog()
    for _file, _line, message, _comments, context in extract_from_dir(
        ROOT / "generator", [("**.py", "python"), ("web/views/**.html", "jinja2")]
    ):
        template.add(message, context=context)
    for message in CLICK:
        template.add(message)
    header = "# Swedish messages of ansokan. Translate here, then run: make fresh"
    new = Catalog("sv", project="ansokan", version="1", charset="utf-8", fuzzy=False, header_comment=header)
    new.creation_date = new.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # a date that changes is no news
    new.last_translator = new.language_team = ""
    for message in template:
        if message.id:
            known = old.get(message.id)
            usable = known and known.pluralizable == message.pluralizable and "fuzzy" not in known.flags
            new.add(message.id, known.string if usable else None)
    return new


def translated(message: object) -> bool:
    """Say whether a message has its translation, in every number."""
    string = message.string
    return all(string) if isinstance(string, tuple) else bool(string)


def _helped(match: re.Match[str]) -> str:
    command = [sys.executable, "-m", "generator", "--lang", "sv", *match["command"].split(), "--help"]
    text = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    return f"{match[1]}```\n{text.rstrip()}\n```\n{match[3]}"


CLICK: tuple[str | tuple[str, str], ...] = (
    "Usage:",
    "Options",
    "Commands",
    "Error: {message}",
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Missing argument",
    "Missing option",
    "Missing command.",
    "Invalid value for {param_hint}: {message}",
    "Option {name!r} does not take a value.",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "directory",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is not readable.",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
)
"""What click itself says to people; looked up in our catalogue."""

if __name__ == "__main__":
    sys.exit(main())
