"""One story rendered with the values: its XML as text, and every error at the tag where it arose."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from types import CodeType, FrameType
from typing import Any

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from generator.formats.filters import FilterError
from generator.language import _
from generator.problems import Problem
from generator.render.writer import Writer
from generator.sandbox import Unknown, UnknownNameError, explain
from generator.template import WRITE, CompiledStory, Tag, Template, xml_environment

_FAILURES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError, MemoryError)


class StoryRenderer:
    """The rendering of one story."""

    def __init__(
        self, template: Template, story: CompiledStory, context: Mapping[str, Any], writer: Writer
    ) -> None:
        self._template, self._story = template, story
        self._context = dict(context)
        self._problems: dict[Problem, None] = {}
        self._noted: set[tuple[int, type, str]] = set()  # a loop may meet the same one a million times
        environment = xml_environment(undefined=self._noting())
        environment.filters[WRITE] = writer.begin(story)
        self._environment = environment
        self._jinja = JinjaTemplate.from_code(environment, story.code, environment.globals)

    @property
    def problems(self) -> list[Problem]:
        """All that went wrong, each once."""
        return list(self._problems)

    def text(self) -> str:
        """Return the XML; what is unknown is noted and left empty, any other error ends the story."""
        try:
            pieces = self._jinja.root_render_func(self._jinja.new_context(self._context))
            return self._environment.concat(pieces)
        except _FAILURES as error:
            line = _line_in(self._story.code, error)
            if line is not None:
                self._note(error, line)
            elif isinstance(error, SecurityError):  # the whole got too long
                self._problems[Problem("error", "template-refused", str(error), self._template.name)] = None
            else:
                raise
            return ""

    def _noting(self) -> type[Unknown]:
        """Return the kind of unknown name that notes its error, so that one run finds them all."""

        def note(_self: Unknown, error: Exception) -> None:
            frame: FrameType | None = sys._getframe(2)
            while frame is not None and frame.f_code.co_filename != self._story.code.co_filename:
                frame = frame.f_back
            if frame is None:
                raise error
            self._note(error, frame.f_lineno)

        return type("Noted", (Unknown,), {"fail": note, "__slots__": ()})

    def _note(self, error: Exception, line: int) -> None:
        known = line, type(error), getattr(error, "name", "")
        if known in self._noted:  # to say it again in words takes long
            return
        self._noted.add(known)
        at = bisect_right(self._lines, (line, sys.maxsize)) - 1
        tag = self._story.tags[self._story.number_at(self._lines[at][1] if at >= 0 else 1)]
        self._problems[self._problem(error, tag)] = None

    @cached_property
    def _lines(self) -> list[tuple[int, int]]:
        """The lines of the code that begin what stands on a line of the template, each with that line."""
        return sorted((line, source) for source, line in self._jinja.debug_info)

    def _problem(self, error: Exception, tag: Tag) -> Problem:
        code = "template-value"
        if isinstance(error, UnknownNameError):
            code = "template-unknown-name"
            if error.obj is None:
                error = UnknownNameError(error.name, None, self._context)
        elif isinstance(error, FilterError):
            code = "template-filter"
        elif isinstance(error, SecurityError):
            code = "template-refused"
        message = _("The tag {tag} cannot be filled. {reason}")
        return self._template.problem(code, message.format(tag=tag.typed, reason=explain(error)), tag)


def _line_in(code: CodeType, error: BaseException) -> int | None:
    """Return the innermost line of `code` that the error passed through."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == code.co_filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
