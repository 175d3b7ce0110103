"""Templates as nobody should make them: real ones changed at random, in bytes, XML, runs, tags and parts."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORY = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
TAGS = [
    *("{{ project.name }}", "{{ project.summary }}", "{{ answers }}", "{{ x }}", "{{ project }}", "{{ sections }}"),
    *("{% for s in sections %}", "{% endfor %}", "{% if draft %}", "{% endif %}", "{% else %}", "{% elif x %}"),
    *("{%tr for a in project.activities %}", "{%tr endfor %}", "{%p if draft %}", "{%p endif %}", "{%tc for a in b %}"),
    *("{{", "}}", "{%", "%}", "{#", "#}", "{{ }}", "{%%}", "{# not #}", "{_{", "{% raw %}", "{% endraw %}", "{{ {{ a }} }}"),
    *("{% set a = 1 %}", "{% with a = 1 %}", "{% endwith %}", "{% colspan 3 %}", "{% cellbg 'FF0000' %}", "{% vm %}", "{% hm %}"),
    *("{% include 'x' %}", "{% import 'x' as y %}", "{% extends 'x' %}", "{% macro a() %}", "{% block a %}", "{% frk %}"),
    *("{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ project.__init__.__globals__ }}", "{{ self._TemplateReference__context }}"),
    *("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{{ config }}", "{{ project|attr('name') }}", "{{ loop }}"),
    *("{{ open('/etc/passwd').read() }}", "{{ range(10**9)|list }}", "{{ 'a' * 10**9 }}", "{{ 9 ** 9 ** 9 }}", "{{ 1 / 0 }}"),
    *("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "{{ range(99999)|join('ab') }}"),
    *("{% for a in range(3000) %}{{ project.summary }}{% endfor %}", "{% for a in range(9000) %}{{ range(90000)|sum }}{% endfor %}"),
    *("{{ " + "(" * 300 + "1" + ")" * 300 + " }}", "{{ " + "not " * 2000 + "1 }}", "{{ " + "1+" * 3000 + "1 }}", "{{ " + "[" * 90 + "]" * 90 + " }}"),
    *("{% if 1 %}" * 30 + "{% endif %}" * 30, "{% for a in 'ab' %}" * 25 + "{% endfor %}" * 25, "{{ a" + ".b" * 3000 + " }}"),
    *("{{ project.name|" + "upper|" * 900 + "upper }}", "{{ '?>' }}", "{{ '<w:p/>' }}", "{{ ']]>' }}", '{{ "\\x00" }}', "{{ '\\ud800' }}"),
    *("{{ project.name|e|safe }}", "{{ documents|lista }}", "{{ charts.financing }}", "{{ profil.logo }}", "{{ 1|kronor }}", "{{ 'x'|datum }}"),
    *("{{ a|default(b|default(c)) }}", "{{ none }}", "{{ true }}", "{{ 1e400 }}", "{{ 0.1 + 0.2 }}", "{{ [1, [2]] }}", "{{ {'a': 1}.a }}"),
    *("{{p project.summary }}", "{{r project.name }}", "{%r if draft %}", "{%r endif %}", "“{{ ‘a’ }}”", "{{ “a” }}", "{{\u00a0draft\u00a0}}"),
    *("{%- if draft -%}", "{{- draft -}}", "{% for a, b in project.items() %}", "{{ project.name.format(1) }}", "{{ lipsum() }}"),
]  # fmt: skip


def opened(data):
    """Return the parts of a zip file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts, kind=zipfile.ZIP_DEFLATED):
    """Return a zip file of (name, content)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind, compresslevel=1) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def hostile(rng, data):
    """Return what a random hand makes of a template, and whether its XML is still that of a Word document."""
    makers = [_bytes, _part_bytes, _nodes, _runs, _tags, _parts]
    maker = rng.choices(makers, [2, 2, 5, 4, 7, 1])[0]
    return maker(rng, data), maker in {_runs, _tags}


def _bytes(rng, data):
    made = bytearray(data)
    for _ in range(rng.choice([1, 1, 3, 20])):
        at, size = rng.randrange(len(made) or 1), rng.choice([1, 1, 4, 30, 3000])
        new = rng.choice([b"", rng.randbytes(size), bytes(made[at : at + size]) * 2, bytes(size)])
        made[at : at + size] = new
    return bytes(made[: rng.randrange(len(made) or 1)] if rng.random() < 0.1 else made)


def _part_bytes(rng, data):
    parts = opened(data)
    for _ in range(rng.choice([1, 1, 3])):
        name = rng.choice(list(parts))
        parts[name] = _bytes(rng, parts[name] or b"x")
    return zipped(parts.items())


def _changed_story(rng, data, change):
    parts = opened(data)
    name = rng.choice([name for name in parts if _STORY.fullmatch(name)] + ["word/document.xml"] * 3)
    root = etree.fromstring(parts[name])
    change(root)
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(parts.items())


def _nodes(rng, data):
    """Take out, copy, move, wrap or rename elements, whether that makes sense or not."""

    def change(root):
        for _ in range(rng.choice([1, 1, 2, 5, 25])):
            elements = [element for element in root.iter(etree.Element) if element.getparent() is not None]
            if len(elements) < 2:
                return
            one, other = rng.choice(elements), rng.choice(elements)
            rng.choice([_take_out, _copy, _move, _wrap, _rename, _set])(rng, one, other)

    return _changed_story(rng, data, change)


def _take_out(rng, one, _other):
    parent = one.getparent()
    if rng.random() < 0.5:  # only its own, not what it holds
        for child in list(one):
            one.addprevious(child)
    parent.remove(one)


def _copy(rng, one, _other):
    for _ in range(rng.choice([1, 1, 30])):
        one.addnext(deepcopy(one))


def _move(_rng, one, other):
    if one not in set(other.iterancestors()) and one is not other:
        other.addnext(one)


def _wrap(rng, one, _other):
    for _ in range(rng.choice([1, 1, 3, 300])):
        holder = etree.Element(
            W + rng.choice(["p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "hyperlink"])
        )
        one.addprevious(holder)
        holder.append(one)


def _rename(rng, one, other):
    one.tag = rng.choice(
        [other.tag, W + "p", W + "r", W + "t", "x", "long-text", W + "sdt", W + "txbxContent"]
    )


def _set(rng, one, _other):
    name = rng.choice([*one.attrib, W + "val", W + "id"])
    one.set(
        name,
        rng.choice(
            ["", "0", "-1", "99999999999999999999", "a", "{{ draft }}", "É", "rId1", "0x1F", "1.5", "on"]
        ),
    )


def _runs(rng, data):
    """Split and join runs as Word does, with its marks between: the document says the same."""

    def change(root):
        for _ in range(rng.choice([3, 10, 60])):
            texts = [t for t in root.iter(W + "t") if t.getparent().tag == W + "r" and len(t.text or "") > 1]
            if not texts:
                return
            tags = [t for t in texts if "{" in t.text or "}" in t.text or "%" in t.text]
            text = rng.choice(tags if tags and rng.random() < 0.8 else texts)
            _split(rng, text, rng.randrange(1, len(text.text)))

    return _changed_story(rng, data, change)


def _split(rng, text, at):
    run = text.getparent()
    if run[-1] is not text:
        return
    other = deepcopy(run)
    for child in list(other)[:-1]:
        if child.tag != W + "rPr":
            other.remove(child)
    other[-1].text, text.text = text.text[at:], text.text[:at]
    for each in (text, other[-1]):
        each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(other)
    if rng.random() < 0.3:
        run.addnext(etree.Element(W + "proofErr", {W + "type": "spellStart"}))
    if rng.random() < 0.1:
        other.set(W + "rsidR", "00AB12CD")


def _tags(rng, data):
    """Move, copy, lose, change and add tags in the text."""

    def change(root):
        for _ in range(rng.choice([1, 1, 1, 2, 8])):
            texts = [text for text in root.iter(W + "t") if text.text]
            if not texts:
                return
            tagged = [text for text in texts if _TAG.search(text.text)]
            deed = rng.choice([_lose, _swap, _lift, _garble, _add, _add, _add])
            deed(rng, rng.choice(texts if deed is _add or not tagged else tagged), rng.choice(texts))

    return _changed_story(rng, data, change)


def _lose(_rng, text, _other):
    text.text = _TAG.sub("", text.text, count=1)


def _swap(_rng, text, other):
    text.text, other.text = other.text, text.text


def _lift(rng, text, other):
    found = _TAG.findall(text.text)
    if found and other is not text:
        tag = rng.choice(found)
        if rng.random() < 0.6:
            text.text = text.text.replace(tag, "", 1)
        at = rng.randrange(len(other.text) + 1)
        other.text = other.text[:at] + tag + other.text[at:]


def _garble(rng, text, _other):
    at = rng.randrange(len(text.text))
    sign = rng.choice(
        ["", "{", "}", "%", "|", ".", "(", ")", "'", "”", "\u00a0", "-", "[", " in ", "x", "é", "#"]
    )
    text.text = text.text[:at] + sign + text.text[at + rng.randrange(2) :]


def _add(rng, text, _other):
    at = rng.choice([0, len(text.text), rng.randrange(len(text.text) + 1)])
    tag = rng.choice(TAGS)
    try:
        text.text = text.text[:at] + tag + text.text[at:]
    except ValueError:
        text.text = tag.encode("ascii", "replace").decode().replace("\0", "")


def _parts(rng, data):
    """Lose, double, rename, exchange and add parts of the package."""
    parts = list(opened(data).items())
    for _ in range(rng.choice([1, 1, 3])):
        at, other = rng.randrange(len(parts)), rng.randrange(len(parts))
        name, content = parts[at]
        new = rng.choice(
            ["../x.xml", "/word/x.xml", "C:/x.xml", "word\\x.xml", name.upper(), "word/vbaProject.bin"]
        )
        deeds = [
            lambda at=at: parts.pop(at) if len(parts) > 1 else None,
            lambda name=name, other=other: parts.append((name, parts[other][1])),
            lambda new=new, content=content: parts.append((new, content)),
            lambda at=at, name=name: parts.__setitem__(at, (name, b"")),
            lambda at=at, name=name, other=other: parts.__setitem__(at, (name, parts[other][1])),
            lambda at=at, name=name, content=content: parts.__setitem__(
                at, (name, content.replace(b"<w:p", b"<!DOCTYPE a><w:p", 1))
            ),
            lambda name=name, at=at, content=content: parts.__setitem__(
                at,
                (name, content.replace(b'Target="', b'TargetMode="External" Target="http://127.0.0.1/', 1)),
            ),
        ]
        rng.choice(deeds)()
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of a name that is there twice
        return zipped(parts)
