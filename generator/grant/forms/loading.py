"""The forms as their files say them: each folder's own, what it takes over, and the rules for all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from generator import language
from generator.grant.forms.extending import Extension, extended
from generator.grant.forms.form import Form, FormText
from generator.grant.forms.profile import FILE as PROFILE
from generator.grant.forms.profile import FOLDER, Profile
from generator.grant.forms.profile import load as load_profile
from generator.grant.forms.rulebook import RULES, Rulebook, load_rules, repeated, twice
from generator.grant.schema.errors import validate
from generator.grant.yaml import document
from generator.language import _
from generator.problems import Problem, ProblemError, did_you_mean, gathered
from generator.system import cache
from generator.system.files import builtin_templates, read, unfit

FILE = "form.yaml"


def load(folder: Path, common: Rulebook | None = None, profile: Profile | None = None) -> Form:
    """Return the form in `folder`; raise ProblemError with all that is wrong with form.yaml."""
    form = _stated(folder)
    if isinstance(form.text, Extension):
        form = extended(form, form.text, _parent(form, form.text.extends))
        _raise(_wrong(form))
    return replace(form, common=common, profile=profile or Profile())


def _stated(folder: Path) -> Form:
    """Return the form as its own file states it."""
    path = folder / FILE
    file = document.read(read(path), str(path))
    model = Extension if "extends" in file.values else FormText
    form = Form(folder.name, folder, validate(file, model), file)
    _raise(_wrong(form))
    return form


def _parent(form: Form, name: str) -> Form:
    """Return the form that this one takes over: beside it, else one that comes with the program."""
    roots = (form.folder.parent, builtin_templates())
    known = sorted({path.parent.name for root in roots for path in root.glob(f"*/{FILE}")} - {form.name})
    if name not in known:
        message = _("There is no other form {name} to take over. Choose among: {known}.")
        guess = did_you_mean(name, known)
        message = message.format(name=name, known=", ".join(known)) + guess
        raise ProblemError(form.problem("extends-unknown", "extends", message))
    parent = _stated(next(root / name for root in roots if (root / name / FILE).is_file()))
    if isinstance(parent.text, Extension):
        message = _("“{name}” takes another form over itself. Name a form that has no extends of its own.")
        raise ProblemError(form.problem("extends-chain", "extends", message.format(name=name)))
    return parent


def _wrong(form: Form) -> Iterator[Problem]:
    """Yield what is wrong with a form beside its keys and their values."""
    yield from (*_twice(form), *twice(form.book), *_reserved(form))
    if form.text.output and (reason := unfit(form.text.output)):
        yield form.problem("form-output", "output", reason)


def _raise(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise ProblemError(*found)


def load_all(folder: Path) -> list[Form]:
    """Return the forms in the folders of `folder`, applications before memos, then by name.

    The rules for every project and the design are those beside the folders, else those that come with the
    program; so are the forms, where a folder holds only a design. Raises ProblemError with all that is
    wrong with them.
    """
    return list(_held(folder, language.in_use(), tuple(_sources(folder))))


@lru_cache(maxsize=8)
def _held(folder: Path, _language: str, sources: tuple[bytes, ...]) -> list[Form]:
    """Return the forms made from these sources: the same ones, with their models, for each file of a run."""
    return cache.kept("forms", [str(folder).encode(), *sources], lambda: _load_all(folder))


def _sources(folder: Path) -> Iterator[bytes]:
    """Yield the names and contents of the files that forms are made from."""
    for root in (folder, builtin_templates()):
        for path in sorted([*root.glob(f"*/{FILE}"), *root.glob(RULES), *root.glob(f"{FOLDER}/*")]):
            yield str(path).encode()
            yield read(path)


def _load_all(folder: Path) -> list[Form]:
    if not folder.is_dir():
        message = _("There is no such folder of templates. Check --templates.")
        raise ProblemError(Problem("error", "templates-missing", message, str(folder)))
    forms: list[Form] = []
    problems: list[Problem] = []
    common = profile = None
    with gathered(problems):
        common = load_rules(folder if (folder / RULES).is_file() else builtin_templates())
    with gathered(problems):
        profile = load_profile(folder, builtin_templates())
    for child in _children(folder):
        with gathered(problems):
            forms.append(load(child, common, profile))
    _raise(dict.fromkeys([*problems, *_one_file(forms)]))  # a parent's are found with each that extends it
    if not forms:
        message = _("No folder here holds a form.yaml. Check --templates.")
        raise ProblemError(Problem("error", "templates-missing", message, str(folder)))
    if common:
        common.texts.compile(common.jinja())
    for form in forms:
        form.texts.compile(form.jinja())
    return sorted(forms, key=lambda form: (form.text.kind, form.name))


def _children(folder: Path) -> list[Path]:
    """Return the folders of forms; those that come with the program, where there is only a design."""
    found = sorted(path.parent for path in folder.glob(f"*/{FILE}"))
    is_design = (folder / FOLDER / PROFILE).is_file()
    return found or (_children(builtin_templates()) if is_design else [])


def _reserved(form: Form) -> Iterator[Problem]:
    """Yield an error for each own key, or a folder of own keys, with a name that none can have."""
    names = {"fields": form.name} | {f"fields.{name}": name for name in form.text.fields}
    for path, name in names.items() if form.text.fields else ():
        if name.startswith(("_", "model_")):
            message = _("No key can be called {name}. Let it begin with another letter, and not with model_.")
            yield form.problem("reserved-name", path, message.format(name=name))


def _one_file(forms: Sequence[Form]) -> Iterator[Problem]:
    """Yield an error for each form whose document, or its final, would take another's place."""
    names: dict[str, str] = {}
    message = _("The document has the same file name as that of {other}. Give each its own.")
    for form in forms:
        keys = form.text.output.casefold(), form.sent_as
        other = next((names[key] for key in keys if key in names), form.name)
        names |= dict.fromkeys(keys, form.name)
        if other != form.name:
            yield form.problem("form-output", "output", message.format(other=other))


def _twice(form: Form) -> Iterator[Problem]:
    """Yield an error for each id that an earlier question has."""
    message = _("The question id {id} is used twice. Give each question an id of its own.")
    ids = (
        (f"sections.{s}.questions.{q}.id", question.id)
        for s, section in enumerate(form.text.sections)
        for q, question in enumerate(section.questions)
    )
    for path, name in repeated(ids):
        yield form.problem("question-twice", path, message.format(id=name))
