"""A generated value put in the edited control of a field.

Source: ECMA-376 part 1, 17.5.2 (content controls).
"""

from __future__ import annotations

from generator.word.merge.apply.control_properties import show_placeholder
from generator.word.merge.apply.copying import Copier
from generator.word.merge.apply.replace_words import TextEditor
from generator.word.merge.match.sequence import chunks
from generator.word.merge.read.run_split import join, split
from generator.word.merge.read.story import InlineField
from generator.word.merge.read.tokens import Token, tokens, weak
from generator.word.merge.report import MergeReport
from generator.word.opc.names import SDT_CONTENT
from generator.word.revisions.tracked import clean


def fill(
    edited: InlineField,
    generated: InlineField,
    copier: Copier,
    report: MergeReport,
    *,
    track: bool,
    whole: bool = False,
) -> None:
    """Put a generated value in an edited control; the words that stay keep the formatting they have there."""
    own, new_content = edited.control.find(SDT_CONTENT), generated.control.find(SDT_CONTENT)
    if own is None or new_content is None:
        return
    # accepted, it is empty; rejected, the prompt would be a value
    gone = generated.text is None and track
    show_placeholder(edited.control, None if gone else generated.control)
    old, new = tokens(own, copier.edited), [] if gone else tokens(new_content, copier.generated)
    split(old)
    split(new)
    text = TextEditor(own, old, copier, report.marks)
    if edited.text is None:
        text.empty()
    keep_formatting = bool(text.tokens) and generated.text is not None
    if whole or not text.tokens or generated.text is None:
        text.replace(
            slice(0, len(text.tokens)), new, track=track, keep_formatting=keep_formatting, typed_in=whole
        )
    else:
        _fill_words(text, new, track=track)
    clean(own)
    join(own)


def _fill_words(text: TextEditor, new: list[Token], *, track: bool) -> None:
    old = [token.text for token in text.tokens]
    for chunk in list(chunks(old, old, [token.text for token in new], weak)):
        if not chunk.stable:
            text.replace(chunk.edited, new[chunk.generated], track=track, keep_formatting=True)
