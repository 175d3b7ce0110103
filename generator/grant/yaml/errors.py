"""What PyYAML complains of, in plain words with the way out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.language import N_, _

if TYPE_CHECKING:
    import yaml

# PyYAML's C parser and its Python parser word the same complaint differently; both are matched.
_COMPLAINTS = (
    (r"scanning an alias|scanning an anchor|(scanning|parsing) a tag|tag handle", "quotes-needed"),
    (r"scanning a directive", "quotes-needed"),
    (r"tab character", "tab"),
    (r"cannot start any token|mapping keys are not allowed", "quotes-needed"),
    (r"sequence entries are not allowed", "list-on-own-line"),
    (r"mapping values are not allowed", "colon"),
    (r"could not find expected ':'", "no-colon"),
    (r"quoted scalar.*(end of stream|document)", "unclosed-quote"),
    (r"invalid Unicode character escape", "control-character"),
    (r"(quoted scalar).*(escape|hexdecimal)", "escape"),
    (r"scanning a block scalar", "block-header"),
    (r"flow (sequence|mapping)", "unclosed-bracket"),
    (r"expected (the )?node content", "no-value"),
    (r"<document start>", "after-the-end"),
    (r"block mapping|block collection", "indentation"),
)


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str, int]:
    """Return the code, the message and the character position of what PyYAML complains of in `text`."""
    complaint = f"{error.context or ''}: {error.problem or ''}"
    at = error.problem_mark.index if error.problem_mark else 0
    began = error.context_mark.index if error.context_mark else at
    code = next((code for pattern, code in _COMPLAINTS if re.search(pattern, complaint)), "syntax")
    line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    if tab := re.compile(r" *\t").match(text, line):
        code, at = "tab", tab.end() - 1
    code = _by_the_line(code, text[line:at], text[at:].strip())
    if code in {"no-colon", "quotes-needed", "unclosed-quote", "unclosed-bracket"}:
        at = began
    if code == "unclosed-bracket" and text[at : at + 1] not in {"[", "{"}:
        at = max(text.rfind("[", 0, at), text.rfind("{", 0, at), 0)  # nothing follows the bracket
    return code, _(_MESSAGES[code]).format(), at


def _by_the_line(code: str, before: str, after: str) -> str:
    """Return the code that tells one cause of a complaint from another, by the text around it."""
    if code == "colon":
        return "colon-in-text" if re.search(r":\s", before) else "indentation"
    if code == "indentation" and before.strip(" -"):
        return "after-value"
    if code == "no-value":
        return "quotes-needed" if after else "unclosed-bracket"
    return code


_MESSAGES = {
    "tab": N_(
        "The line is indented with a tab, which YAML does not allow. "
        "Replace the tab by spaces, two for each level."
    ),
    "quotes-needed": N_(
        "A text cannot begin with this sign, which has a meaning of its own in YAML. "
        "Put the whole text in quotes."
    ),
    "list-on-own-line": N_(
        'A list cannot begin on the line of its key. Put each item, with its "- ", on a line of its own '
        "below the key; if the dash is a part of the text, put the text in quotes."
    ),
    "colon-in-text": N_(
        "A text that holds a colon followed by a space is taken for a key. Put the whole text in quotes, "
        'or write "|" after its key and the text on the lines below, indented two spaces.'
    ),
    "no-colon": N_(
        "The line is neither a key with a colon nor a part of the text above. Indent it two spaces more "
        "than the key that it belongs to, or add the colon that is missing."
    ),
    "unclosed-quote": N_(
        "The quote that begins here is never closed. Add the same quote at the end of the text."
    ),
    "control-character": N_(
        "The text holds an escape for half a character, which no document can show. "
        "Write the character itself instead."
    ),
    "escape": N_(
        "A backslash in a text in double quotes begins an escape, and this one does not exist. "
        'Write "\\\\" for a backslash, or use single quotes around the text.'
    ),
    "block-header": N_(
        'Nothing but a comment may follow "|" or ">" on the same line. Move the text to the lines below, '
        "indented two spaces; if the sign is a part of the text, put the text in quotes."
    ),
    "unclosed-bracket": N_(
        'A "[" or "{{" is not closed as it should be. Close it, with a comma between the values; '
        "if it is the beginning of a text, put the whole text in quotes."
    ),
    "after-the-end": N_(
        "The line stands after the end of the file's only document. Move it up, "
        'or remove the "---", "..." or "%" before it.'
    ),
    "indentation": N_(
        "The indentation of the line does not fit the lines above. "
        "Give it exactly as many spaces as the keys or items that it belongs with."
    ),
    "after-value": N_(
        "The value has already ended when this text comes. Put the whole text in quotes; "
        "if a text before it is in quotes, see that its quotes are closed in the right place."
    ),
    "syntax": N_(
        "The line cannot be read as YAML. Compare it with the lines around it, "
        "and put texts with unusual signs in quotes."
    ),
}
"""What is said of each complaint."""
MESSAGES = _MESSAGES

REFUSALS = {
    "several-documents": N_(
        'A second document begins here. Keep one project in each file, and remove the "---".'
    ),
    "too-many-values": N_("The file holds more than {count} values. Divide it into several files."),
    "tag": N_(
        'A value that begins with "!" is a tag, which a data file cannot have. '
        "Remove the tag; if the sign is a part of the text, put the whole text in quotes."
    ),
    "too-many-items": N_("The lists of the file hold more than {count} items. Divide it into several files."),
    "too-many-signs": N_(
        "The texts of the file hold more than {count} line breaks and Markdown signs. "
        "Shorten them from here on."
    ),
    "merge-key": N_('A data file cannot merge mappings with "<<". Write the keys out where they belong.'),
    "duplicate-key": N_('The key "{name}" is already on line {line}. Keep one of the two.'),
    "too-deep": N_("The file is nested deeper than {count} levels. Remove brackets or indentation."),
    "empty": N_("The file is empty. Fill it in, or make a new one from the schema."),
    "only-comments": N_(
        "The file holds comments alone. Take away the # before the lines that are to count, or make a new "
        "file from the schema."
    ),
    "not-a-mapping": N_(
        "The file does not consist of keys with values. Write each key with a colon and a space "
        'after it, such as "name: Solkraft", from the first line on.'
    ),
    "key-not-text": N_(
        "A key must be plain text. Write the key in letters before the colon; "
        "if this is the beginning of a text, put the whole text in quotes."
    ),
    "control-character": N_(
        "The text holds the invisible character U+{code:04X}, which no document can show. "
        "Delete it, and write what was meant."
    ),
    "alias": N_(
        'A value that begins with "&" or "*" is an anchor or an alias, which a data file cannot have. '
        "Write the value out; if the sign is a part of the text, put the whole text in quotes."
    ),
}
"""What a data file may not hold, though YAML does."""
