"""The values of a document that has no content controls, a final: read by the words around them.

A draft of the same form, which has the controls, says what stands under which heading, in which row, after
which words. What stands where a draft has one value, and only then, is that value.
"""

from __future__ import annotations

from generator.word.without_fields.reading import FoundValue, read_like, texts_in

__all__ = ["FoundValue", "read_like", "texts_in"]
