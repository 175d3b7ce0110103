"""axe-core, which finds what keeps people out of a page, as sentences."""

from functools import cache
from importlib.resources import files

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""What is tried: WCAG 2.2 at level AA, of which some is off unless it is named, and what axe holds good practice."""


def axe(page):
    """Return what is wrong with the page, a line for each element."""
    return _told(page, "violations")


def incomplete(page):
    """Return what axe cannot decide, and a person has to look at, a line for each element."""
    return _told(page, "incomplete")


def _told(page, kind):
    page.evaluate(_source())  # a script element would be against the page's policy
    found = page.evaluate(
        "([kind, rules]) => axe.run({runOnly: rules, resultTypes: [kind]}).then((all) => all[kind])",
        [kind, RULES],
    )
    return [
        f"{rule['id']}: {rule['help']}: {' '.join(map(str, node['target']))}: {node['html']}"
        for rule in found
        for node in rule["nodes"]
    ]


@cache
def _source():
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
