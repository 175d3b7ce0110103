"""A value from an earlier project, or all of a theme, that a person has seen to hold."""

from __future__ import annotations

from collections.abc import Sequence

from generator.language import _
from generator.web.desk import Desk
from generator.web.messages import RefusedError
from generator.web.opened import Opened
from generator.web.saving.write import refuse_other_content, with_texts, write


def reviewed(desk: Desk, project: Opened, paths: Sequence[str], mark: str) -> Opened:
    """Return the project in which the values at the paths, and all within them, count as reviewed."""
    refuse_other_content(project, mark)
    file = project.values.file
    meant = {each for each in project.unreviewed if any(f"{each}.".startswith(f"{path}.") for path in paths)}
    if not meant:
        raise RefusedError(409, _("There is nothing here to review any more."))
    numbers = [n for n, each in enumerate(file.value_at("carried")) if each and each.get("at") in meant]
    return write(desk, project, with_texts(file, {f"carried.{n}.granskat": "ja" for n in numbers}))
