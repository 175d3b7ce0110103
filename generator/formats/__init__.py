"""How each kind of value is read from the data file, written in Word, read back and compared."""

from generator.formats import amounts, choices, dates, percentages, registers, texts
from generator.formats.filters import FILTERS, FilterError
from generator.formats.kinds import CODES, KINDS, Kind, UnfitError, kind, read_back, same
from generator.formats.texts import MARKDOWN, WORDS

__all__ = [
    "CODES",
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
    "kind",
    "percentages",
    "read_back",
    "registers",
    "same",
    "texts",
]
