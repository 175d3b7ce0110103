"""One process, templates kept: docxtpl, our engine and the floor (Jinja and zip alone), in turn.

python benchmarks/engine.py CASE SIZE  prints milliseconds of the processor as JSON (medians), and with
--memory ENGINE the peak of a process that does nothing but one rendering with that engine.
"""

from __future__ import annotations

import io
import json
import resource
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

import made

ENGINES = ("docxtpl", "ours", "controls", "floor")


def case(name: str, size: int) -> tuple[bytes, dict[str, Any]]:
    """Return template and values."""
    if name == "rows":
        return made.table(), made.rows(size)
    if name == "fields":
        return made.fields(size), made.values(size)
    template = Path(name)  # a template with its values beside it
    return template.read_bytes(), json.loads(template.with_suffix(".json").read_text(encoding="utf-8"))


def docxtpl(template: bytes, values: dict[str, Any]) -> Callable[[], Any]:
    """Return what renders once; docxtpl has no way to keep a template for the next rendering."""
    from docxtpl import DocxTemplate

    def render() -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(values)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return render


def ours(template: bytes, values: dict[str, Any], *, controls: bool = False) -> Callable[[], Any]:
    """Return what renders once with the template kept; with controls around located values, or without."""
    from generator.located import locate
    from generator.render import render
    from generator.template import compile_template

    compiled = compile_template(template, "template.docx")
    context = locate(values) if controls else values
    return partial(render, compiled, context, controls=controls, placeholders=False)


def floor(template: bytes, values: dict[str, Any]) -> Callable[[], Any]:
    """Return what Jinja and zip need at least: the same text filled in, nothing read or checked."""
    import re

    from jinja2 import Environment

    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    for unit in ("tr", "p"):
        whole = rf"<w:{unit}\b(?:(?!<w:{unit}\b).)*?(\{{%{unit} [^%]*%\}}).*?</w:{unit}>"
        text = re.sub(whole, lambda found: found[1].replace(f"{{%{unit}", "{%"), text)
    jinja = Environment(autoescape=True).from_string(text)

    def render() -> bytes:
        parts["word/document.xml"] = jinja.render(values).encode()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)
        return out.getvalue()

    return render


def maker(engine: str) -> Callable[[bytes, dict[str, Any]], Callable[[], Any]]:
    """Return what makes an engine's rendering."""
    makers: dict[str, Any] = {"docxtpl": docxtpl, "ours": ours, "floor": floor}
    return makers.get(engine) or partial(ours, controls=True)


def milliseconds(name: str, size: int, turns: int) -> dict[str, float]:
    """Return the median processor time of a rendering with each engine, in turns."""
    renderings = {engine: maker(engine)(*case(name, size)) for engine in ENGINES}
    times: dict[str, list[float]] = {engine: [] for engine in ENGINES}
    for render in renderings.values():
        render()
    for _turn in range(turns):
        for engine, render in renderings.items():
            begun = time.process_time()
            render()
            times[engine].append((time.process_time() - begun) * 1000)
    return {engine: statistics.median(each) for engine, each in times.items()}


def peak(name: str, size: int, engine: str) -> float:
    """Return the peak memory of this process in MB after one rendering."""
    maker(engine)(*case(name, size))()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    which, how_many = sys.argv[1], int(sys.argv[2])
    if sys.argv[3:4] == ["--memory"]:
        print(json.dumps(peak(which, how_many, sys.argv[4])))
    else:
        print(json.dumps(milliseconds(which, how_many, int(sys.argv[3]))))
