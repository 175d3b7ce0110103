"""How each kind of value is read from the data file, written in Word, read back and compared."""

from generator.formats import amounts, choices, dates, english, percentages, registers, texts
from generator.formats.filters import ENGLISH, FILTERS, FilterError, in_messages
from generator.formats.kinds import CODES, KINDS, Kind, UnfitError, kind, meaning, read_back, same
from generator.formats.texts import MARKDOWN, WORDS

__all__ = [
    "CODES",
    "ENGLISH",
    "FILTERS",
    "KINDS",
    "MARKDOWN",
    "WORDS",
    "FilterError",
    "Kind",
    "UnfitError",
    "amounts",
    "choices",
    "dates",
    "english",
    "in_messages",
    "kind",
    "meaning",
    "percentages",
    "read_back",
    "registers",
    "same",
    "texts",
]
