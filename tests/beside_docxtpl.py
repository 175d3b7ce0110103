"""One template filled by docxtpl and by us: `both(p("{{ n }}"))` gives the lines of the two."""

import io

from docxtpl import DocxTemplate
from looks import looks
from sound import sound
from wml import docx, tr

from generator.render import render
from generator.template import compile_template

VALUES = {
    "xs": ["1", "2"],
    "empty": [],
    "yes": True,
    "no": False,
    "n": 3,
    "share": 1.5,
    "name": "Åsa Ek",
    "nothing": "",
    "none": None,
    "prices": {"apple": 4, "pear": 5},
    "people": [
        {"name": "Åsa", "bg": "FF0000", "pets": ["cat", "dog"]},
        {"name": "Bo", "bg": "00FF00", "pets": ["hen"]},
    ],
    "signs": "Fish & Chips <now>",
    "lines": "one\ntwo\tright\alast paragraph\flast page",
    "edges": "\a\fend\a",
    "braces": "{_{",
}


def ours(data):
    return sound(render(compile_template(data, "mall.docx"), VALUES, controls=False, placeholders=False))


def theirs(data):
    template = DocxTemplate(io.BytesIO(data))
    template.render(VALUES)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def both(*blocks, **more):
    """What docxtpl makes of a template and what we make of it, as lines."""
    data = docx(*blocks, **more)
    return [looks(made)["word/document.xml"] for made in (theirs(data), ours(data))]


def rows(*inside, loop="for x in xs", columns=1):
    """Rows between `{%tr` tags."""
    more = [""] * (columns - 1)
    return tr(f"{{%tr {loop} %}}", *more), *inside, tr("{%tr " + f"end{loop.split()[0]}" + " %}", *more)
