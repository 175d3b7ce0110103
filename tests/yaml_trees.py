"""YAML files that are drawn: trees of scalars in every style, and a writer that knows where each stands."""

import io

from hypothesis import strategies as st

from generator.grant.yaml import reader

UGLY = ["#", " #x", ": ", "a: b", "- a", "'", '"', "\\", "x  ", "  x", "\n", "\nx", "x\n", "x\n\n", "a\n \nb", "a\n\n  b\nc", "{{ x }}", "{", "]", "a, b", "😀", "a\u2028b", "a\x85b", "a\r\nb", "\ta", "a\tb", "a\n\tb", "\xa0x\xa0", "null", "~", "", "yes", "0630", "---", "...\n", "%x", "@x", "!x", "&x", "*x", "| x", "> x", "? x", "<<", "\ufeff", "x # y\nz", "a \nb", "ö\u0308"]  # fmt: skip
texts = st.one_of(
    st.sampled_from(UGLY),
    st.lists(st.sampled_from(UGLY), min_size=2, max_size=4).map("".join),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\n #:'\"\\-"),
        max_size=30,
    ),
).filter(lambda text: not reader.REFUSED.search(text))
words = st.sampled_from(["sol", "vind och vatten", "0630", "12:30", "it's", "åäö 😀", "a#b", "{{x}}"[2:3]])
paragraphs = st.lists(
    st.sampled_from(["Ett.", "Två tre", "", "- fyra", "# fem: 'x'"]), min_size=1, max_size=4
)
keys = st.sampled_from(["a", "b", "åäö", "namn", "2027", "lång nyckel"])
scalars = st.one_of(
    st.tuples(st.just("plain"), words),
    st.tuples(st.just("empty"), st.none()),
    st.tuples(st.just("single"), words),
    st.tuples(st.just("double"), words),
    st.tuples(st.sampled_from(["|", "|-", "|+", "|2", ">", ">-"]), paragraphs),
)
flows = st.recursive(
    st.tuples(st.sampled_from(["single", "double"]), words),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=5,
).filter(lambda tree: not isinstance(tree, tuple))
trees = st.dictionaries(
    keys,
    st.recursive(
        scalars | st.tuples(st.just("flow"), flows),
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3) | st.dictionaries(keys, inner, min_size=1, max_size=3)
        ),
        max_leaves=8,
    ),
    min_size=1,
    max_size=3,
)


class Writer:
    """Writes a tree of styled scalars, and remembers where the lines of each scalar begin and end."""

    def __init__(self, chance, *, headings=False):
        self.chance = chance
        self.headings = headings
        self.out = io.StringIO()
        self.spans = {}

    def mapping(self, tree, column, path, *, inline=False):
        for number, (key, value) in enumerate(tree.items()):
            if number or not inline:
                self.noise(column)
                self.out.write(" " * column)
            self.out.write(f"{key}:")
            self.value(value, column, f"{path}{key}")

    def items(self, values, column, path):
        for number, value in enumerate(values):
            self.noise(column)
            self.out.write(" " * column + "-")
            if isinstance(value, dict) and self.chance.random() < 0.7:
                self.out.write(" ")
                self.mapping(value, column + 2, f"{path}{number}.", inline=True)
            else:
                self.value(value, column, f"{path}{number}")

    def value(self, value, column, path):
        if isinstance(value, tuple):
            self.scalar(*value, column, path)
            return
        self.out.write(self.comment() + "\n")
        deeper = column + self.chance.choice([1, 2, 3, 4])
        if isinstance(value, dict):
            self.mapping(value, deeper, f"{path}.")
        else:
            is_in_item = path.rpartition(".")[2].isdigit()
            self.items(value, column if self.chance.random() < 0.2 and not is_in_item else deeper, f"{path}.")

    def scalar(self, style, content, column, path):
        begin = self.out.getvalue().rfind("\n") + 1
        if style in {"plain", "single", "double", "flow"}:
            written = self.flow(content, path) if style == "flow" else self.inline(style, content)
            self.out.write(" " * self.chance.choice([1, 1, 3]) + written + self.comment(style) + "\n")
        elif style == "empty":
            self.out.write(self.comment() + "\n")
        else:
            pad = " " * (column + (2 if "2" in style else self.chance.choice([1, 2, 4])))
            self.out.write(f" {style}{self.comment()}\n")
            # the last line is text: blank lines belong to no scalar but one that keeps them
            self.out.write("".join(pad + line + "\n" if line else "\n" for line in [*content, "Slut."]))
        spans = [place for place in self.spans if place.startswith(f"{path}.")] if style == "flow" else [path]
        for place in spans:
            self.spans[place] = (begin, len(self.out.getvalue()))
        if "+" not in style and self.chance.random() < 0.2:
            self.out.write("\n")

    def inline(self, style, text):
        if style == "plain":
            return text
        return "'" + text.replace("'", "''") + "'" if style == "single" else f'"{text}"'

    def flow(self, tree, path):
        if isinstance(tree, tuple):
            self.spans[path] = None
            return self.inline(*tree)
        if isinstance(tree, dict):
            return "{" + ", ".join(f"{key}: {self.flow(tree[key], f'{path}.{key}')}" for key in tree) + "}"
        return "[" + ", ".join(self.flow(item, f"{path}.{number}") for number, item in enumerate(tree)) + "]"

    def comment(self, style=""):
        return self.chance.choice(["", "", "", "  # en kommentar: 'x'", "  #" if style == "plain" else " #"])

    def noise(self, column):
        if self.chance.random() < 0.15:
            self.out.write(" " * column + "# om nästa\n")
        if self.headings and self.chance.random() < 0.1:
            self.out.write("\n" + " " * column + "# rubrik\n\n")


def at(values, path):
    for name in path.split("."):
        values = values[int(name) if isinstance(values, list) else name]
    return values


def with_leaf(values, names, value):
    if not names:
        return value
    if isinstance(values, list):
        return [with_leaf(v, names[1:], value) if str(n) == names[0] else v for n, v in enumerate(values)]
    return {k: with_leaf(v, names[1:], value) if k == names[0] else v for k, v in values.items()}


def leaves(value, path=""):
    """Yield each text in the values of a data file with its path."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inside:
        yield from leaves(each, f"{path}.{name}".lstrip("."))
    if isinstance(value, str):
        yield path, value
