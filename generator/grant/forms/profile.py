"""The design and name that an organisation's documents share: the folder `profil` among the templates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from generator.drawings import Picture, measured
from generator.grant.schema.base import Part, group
from generator.grant.schema.errors import validate
from generator.grant.schema.types import YesNo
from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.system.files import read

FOLDER, FILE = "profil", "profil.yaml"
READABLE = 4.5
"""Contrast that a text needs (WCAG 2.1, 1.4.3)."""
_TEXTS = ("ink", "accent", "quiet")
_WHITE = "FFFFFF"

Hex = Annotated[str, Field(pattern="^[0-9A-Fa-f]{6}$")]
Font = Annotated[str, Field(pattern=r"^[\w][\w .-]*$")]


class Colours(Part):
    """Colours by what they are used for; those of text have 4.5:1 on white and on `tint`."""

    ink: Hex = "0B3C49"
    accent: Hex = "1C6B75"
    quiet: Hex = "4A5B63"
    line: Hex = "A9C0C3"
    tint: Hex = "E6EFF0"


class Fonts(Part):
    """The fonts of headings and of text."""

    heading: Font = "Calibri"
    body: Font = "Calibri"


class Logo(Part):
    """A picture beside the file, what it shows, and how high it is drawn."""

    file: Annotated[str, Field(pattern=r"^[\w][\w .-]*\.(png|jpg|jpeg)$")]
    description: Annotated[str, Field(min_length=1)]
    height: Annotated[float, Field(ge=5, le=40)] = 14.0


class ProfileText(Part):
    """What profil.yaml says; `decision_first`: a delegated decision stands before what it rests on."""

    organisation: str = ""
    footer: str = ""
    decision_first: YesNo = False
    colours: Colours = group(Colours)
    fonts: Fonts = group(Fonts)
    logo: Logo | None = None


@dataclass(frozen=True)
class Profile:
    """An organisation's profile, and where it says what."""

    text: ProfileText = field(default_factory=ProfileText)
    file: DataFile | None = None
    logo: Picture | None = None

    def words(self) -> dict[str, Any]:
        """Return what layouts can say of it."""
        return {
            "organisation": self.text.organisation,
            "footer": self.text.footer,
            "decision_first": self.text.decision_first,
            "logo": self.logo,
        }

    def theme(self) -> Mapping[str, str]:
        """Return the colours by their names in a theme (ECMA-376 part 1, 20.1.6.2)."""
        colours = self.text.colours
        return {
            "dk2": colours.ink,
            "accent1": colours.accent,
            "accent2": colours.quiet,
            "accent5": colours.line,
            "lt2": colours.tint,
        }

    def low_contrast(self) -> Iterator[Problem]:
        """Yield the colours that cannot be read on white or on the tint."""
        colours = self.text.colours
        for name in _TEXTS:
            for ground, words in ((_WHITE, _("white")), (colours.tint, _("the tint"))):
                found = contrast(getattr(colours, name), ground)
                if found < READABLE and self.file is not None:
                    path = f"colours.{name}"
                    text = _(
                        "The colour has {found} against {ground}; a text needs 4.5:1. Choose a darker one."
                    )
                    message = text.format(found=f"{found:.1f}:1", ground=words)
                    yield Problem("error", "contrast", message, self.file.name, self.file.place(path), path)
                    break


def load(*folders: Path) -> Profile:
    """Return the profile in the first of the folders that has one; raise ProblemError when it is unsound."""
    for folder in folders:
        path = folder / FOLDER / FILE
        if path.is_file():
            file = document.read(read(path), str(path))
            text = validate(file, ProfileText)
            return Profile(text, file, _logo(text.logo, path.parent) if text.logo else None)
    return Profile()


def _logo(logo: Logo, folder: Path) -> Picture:
    path = folder / logo.file
    data = read(path)
    found = measured(data)
    if found is None:
        message = _("The file is no picture that can be used here. Choose a png or jpeg file.")
        raise ProblemError(Problem("error", "not-a-picture", message, str(path)))
    kind, width, height = found
    return Picture(data, kind, logo.description, logo.height * width / height, logo.height)


def contrast(one: str, other: str) -> float:
    """Return how far apart two colours are in lightness, 1 to 21 (WCAG 2.1, contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
