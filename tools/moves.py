"""The moves of modules, old name -> new name: `python tools/moves.py` moves the files and rewrites who names them.

Imports, dotted names in texts and `name.py` in documents are rewritten; no other line changes.
"""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
MOVES = {
    old: new
    for line in """
system.files <- files
system.locks <- locks
system.cache <- cache
system.program <- program
system.bugs <- bugs
system.output_folders <- projects
system.pulled_texts <- pulled
formats.filters <- filters
formats.same <- formats.comparing
formats.read_back <- formats.reading
run.job <- job
run.running <- running
run.remembering <- remembering
run.batch <- batch
run.workers <- workers
run.generate <- generate
run.keeping <- keeping
run.file_changes <- watching
run.status <- status
run.fill <- fill
run.scaffold <- scaffold
run.finals <- finals
run.finals.draft_to_final <- finals.made
run.finals.refusals <- finals.saying
lint.template_check <- lint
lint.layout_text <- layouts
lint.name_shapes <- shapes
lint.annotate <- annotate
cli.check <- cli.checking
cli.generate <- cli.making
cli.pull <- cli.pulling
cli.sheet <- cli.sheeting
cli.status <- cli.standing
cli.watch <- cli.watching
cli.exits <- cli.ending
cli.reports <- cli.reporting
pull.edited_document <- pull.document
pull.data_files <- pull.homes
pull.list_items <- pull.items
pull.line_layout <- pull.laying
pull.decide <- pull.settling
pull.not_taken <- pull.telling
pull.schema_values <- pull.values
pull.write_data <- pull.writing
markdown.model <- markdown.values
markdown.canonical_form <- markdown.tidy
markdown.parse_text <- markdown.reading
markdown.write_text <- markdown.writing
render.charts_pictures <- render.drawings
render.long_texts <- render.longtexts
render.page_breaks <- render.parting
render.value_text <- render.saying
render.story <- render.telling
template.expressions <- template.values
template.tag_finder <- template.finding
template.cell_tags <- template.cells
grant.project <- grant.dossier
grant.yaml.document <- grant.datafile
grant.yaml.reader <- grant.yaml_read
grant.yaml.tree <- grant.yaml_tree
grant.yaml.edit <- grant.yaml_put
grant.yaml.edit_many <- grant.yaml_splice
grant.yaml.positions <- grant.yaml_ink
grant.yaml.hash_signs <- grant.yaml_hash
grant.yaml.errors <- grant.yaml_words
grant.schema.base <- grant.schema.group
grant.schema.types <- grant.schema.kinds
grant.schema.errors <- grant.validate
grant.schema.compiled <- grant.compiled
grant.forms.form <- grant.form
grant.forms.rulebook <- grant.rulebook
grant.forms.profile <- grant.profile
grant.forms.answers <- grant.answers
grant.forms.expressions <- grant.expressions
grant.forms.rules <- grant.rules
grant.forms.context <- grant.context
grant.forms.charts <- grant.charts
grant.checks.answers <- grant.check
grant.checks.whole_project <- grant.whole
grant.checks.consistency <- grant.agreement
grant.checks.suppressions <- grant.ignoring
grant.checks.explain <- grant.explain
grant.checks.explanations <- grant.explanations
grant.prose.figures <- grant.figures
grant.prose.figure_check <- grant.prose
grant.prose.facts <- grant.facts
grant.prose.texts <- grant.leaves
grant.prose.names <- grant.names
grant.prose.wording <- grant.wording
grant.prose.style <- grant.slips
grant.prose.personal <- grant.personal
word.opc.names <- word.names
word.opc.xml <- word.xml
word.opc.package <- word.package
word.opc.validation <- word.gates
word.opc.external_content <- word.foreign
word.opc.core_properties <- word.whose
word.text.runs <- word.runs
word.text.styles <- word.styles
word.text.numbering <- word.numbering
word.opc.schema_order <- word.propertyorder
word.text.markdown_write <- word.richtext
word.text.markdown_read <- word.richread
word.text.markdown_recover <- word.longread
word.text.keep_together <- word.holding
word.text.content_control <- word.controls
word.fields.bookmarks <- word.anchors
word.fields.provenance <- word.provenance
word.fields.locate <- word.fieldfind
word.fields.order <- word.fieldorder
word.fields.read <- word.fieldtext
word.fields.edits <- word.edits
word.fields.unsupported <- word.beyond
word.fields.copies <- copied
word.revisions.tracked <- word.revisions
word.revisions.elements <- word.hand
word.revisions.comments <- word.commenting
word.revisions.resolve <- word.settling
word.parts.table_of_contents <- word.contents
word.parts.chart <- word.charting
word.parts.theme <- word.theme
word.repair_rendered <- word.tidy
word.repair_merged <- word.soundness
word.finalize <- word.finish
word.unresolved <- word.unsettled
word.hand_edits <- word.handmade
word.merge.read.story <- word.story
word.merge.read.blocks <- word.blocks
word.merge.read.tokens <- word.tokens
word.merge.read.run_split <- word.pieces
word.merge.read.traversal <- word.flat
word.merge.read.story_pairs <- word.stories
word.merge.read.control_levels <- word.levels
word.merge.match.sequence <- word.merge
word.merge.match.matching <- word.pairing
word.merge.read.block <- word.likeness
word.merge.apply.block_merge <- word.weave
word.merge.apply.block_order <- word.woven
word.merge.apply.paragraph_merge <- word.paragraphs
word.merge.apply.field_merge <- word.fields
word.merge.apply.replace_words <- word.wording
word.merge.apply.insertion <- word.places
word.merge.apply.neighbours <- word.spots
word.merge.apply.copying <- word.carry
word.merge.apply.target <- word.target
word.merge.apply.draft_marks <- word.leaving
word.merge.apply.control_names <- word.controlnames
word.merge.pulled_already <- word.agreed
word.merge.properties <- word.properties
word.merge.report <- word.ledger
""".strip().splitlines()
    for new, _, old in [line.partition(" <- ")]
}
PACKAGES = {
    "system": "What touches the machine: files, locks, what is kept between runs, bugs told.",
    "run": "One project in one run: documents made, kept, made final; new files.",
    "lint": "Templates against the schema, without any data.",
    "grant/yaml": "The data file: YAML as text whose values know their places.",
    "grant/forms": "The receivers' forms: questions, rules, and answers made from the data.",
    "grant/checks": "What is wrong with readable data, and why that is a fault.",
    "grant/prose": "Running text held against the data: figures, names, wording.",
    "word/opc": "The package: parts, relationships, XML names. Source: ECMA-376 part 2 (OPC).",
    "word/text": "Text in a document: runs, styles, lists, and long texts from and to Markdown.",
    "word/fields": "A value in a document: its content control or bookmark, found and read again.",
    "word/revisions": "Tracked changes and comments.",
    "word/parts": "Parts and fields with a life of their own: contents, charts, the theme.",
    "word/merge": "Base, edited and generated become one document.",
    "word/merge/read": "A document read for comparing: stories, blocks, words.",
    "word/merge/match": "Which item of one sequence is which of another. Pure: knows no XML.",
    "word/merge/apply": "What differs, brought into the edited document.",
}


def path_of(name: str) -> Path:
    """Return where the module lies."""
    path = ROOT / "generator" / Path(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def renamed(dotted: str) -> str:
    """Return a dotted name with its longest moved beginning replaced."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        if new := MOVES.get(".".join(parts[:length])):
            return ".".join([new, *parts[length:]])
    return dotted


def rewritten(text: str) -> str:
    """Return Python source with its imports, and the names that these bind, replaced."""
    lines, names, edits = text.split("\n"), {}, []
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("generator"):
            continue
        module = node.module.partition(".")[2]
        kept, moved = [], []
        for alias in node.names:
            full = ".".join(filter(None, (module, alias.name)))
            if full not in MOVES:
                kept.append(alias)
                continue
            parent, _, name = MOVES[full].rpartition(".")
            local = f" as {alias.asname}" if alias.asname else ""
            if not alias.asname and name != alias.name:
                names[alias.name] = name
            moved.append(f"from generator{'.' * bool(parent)}{parent} import {name}{local}")
        made = []
        if kept:
            told = ", ".join(alias.name + (f" as {alias.asname}" if alias.asname else "") for alias in kept)
            made.append(f"from {('generator.' + renamed(module)).rstrip('.')} import {told}")
        edits.append((node.lineno, node.end_lineno, node.col_offset, made + moved))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    clash = {old for old, new in names.items() if new in used}
    places = [
        (node.lineno, node.col_offset, node.id)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in names and node.id not in clash
    ]
    for line, column, name in sorted(places, reverse=True):
        raw = lines[line - 1].encode()
        lines[line - 1] = (raw[:column] + names[name].encode() + raw[column + len(name.encode()) :]).decode()
    for start, end, column, made in sorted(edits, reverse=True):
        indent, made = " " * column, list(made)
        for n, line in enumerate(made):
            for old in clash:
                if line.endswith(f" import {names[old]}"):
                    made[n] = f"{line} as {old}"
        tail = lines[end - 1].partition("  # ")[1:] if start == end else ("", "")
        lines[start - 1 : end] = [
            indent + line + (tail[0] + tail[1] if n == 0 else "") for n, line in enumerate(made)
        ]
    return "\n".join(lines)


def main() -> None:
    old_paths = {old: path_of(old) for old in MOVES}
    for folder, told in PACKAGES.items():
        (ROOT / "generator" / folder).mkdir(parents=True, exist_ok=True)
    spare = {}
    for old, new in MOVES.items():  # first aside: a module gives its name to a folder
        if old == "finals":
            continue
        spare[old] = ROOT / "generator" / f"_moving_{old.replace('.', '_')}.py"
        subprocess.run(["git", "mv", old_paths[old], spare[old]], check=True, cwd=ROOT)
    subprocess.run(["git", "mv", "generator/finals", "generator/run/finals"], check=True, cwd=ROOT)
    for old, aside in spare.items():
        target = ROOT / "generator" / Path(*MOVES[old].split(".")).with_suffix(".py")
        subprocess.run(["git", "mv", aside, target], check=True, cwd=ROOT)
    for folder, told in PACKAGES.items():
        init = ROOT / "generator" / folder / "__init__.py"
        if not init.exists():
            init.write_text(f'"""{told}"""\n', "utf-8")
    subprocess.run(["git", "add", "generator"], check=True, cwd=ROOT)
    dotted = re.compile(r"(?<![\w/])generator\.((?:[a-z_]+\.)*[a-z_]+)")
    for folder in ("generator", "tests", "tools", "benchmarks"):
        for path in (ROOT / folder).rglob("*.py"):
            if path == Path(__file__) or "tools" in path.parts and "tests" in path.parts:
                continue
            text = path.read_text("utf-8")
            if "generator" not in text:
                continue
            lines = [
                line
                if re.match(r"\s*from generator", line)
                else dotted.sub(lambda m: "generator." + renamed(m[1]), line)
                for line in text.split("\n")
            ]
            new = rewritten("\n".join(lines))
            if new != text:
                path.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
