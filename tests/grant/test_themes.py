"""The themes of the page: each key of a data file stands in one, also one that a form or the schema adds."""

from generator.grant.forms.loading import load_all
from generator.grant.project import model
from generator.grant.schema import Data
from generator.grant.schema.base import Group, group, keys_of
from generator.grant.schema.base import key as a_key
from generator.grant.schema.data import with_receivers
from generator.grant.schema.errors import group_of
from generator.grant.schema.project import Project
from generator.grant.schema.themes import Theme, keys_in, themes
from generator.grant.schema.types import Text
from generator.system.files import builtin_templates


def fields_in(part: type[Group]) -> int:
    """Return how many keys a group has, with those of the groups and items in it."""
    inner = [group_of(each.annotation) for each in keys_of(part).values()]
    return sum(fields_in(each) if each else 1 for each in inner)  # type: ignore[arg-type]


def test_the_themes_stand_in_an_officers_order_and_the_receivers_own_come_last() -> None:
    whole = model(load_all(builtin_templates()))

    names = [theme.name for theme in themes(whole)]

    assert names[:4] == ["projektet", "varfor", "genomforande", "hallbarhet"]
    assert names[4:8] == ["sokande", "pengar", "utlysning", "beslutet"]
    assert "tillvaxtverket" in names[8:]
    assert "ignore" in names[8:]


def test_each_key_stands_in_one_theme() -> None:
    whole = model(load_all(builtin_templates()))
    every = [
        f"{name}.{inner}"
        for name in ("case", "applicant", "project", "budget", "financing")
        for inner in keys_of(group_of(keys_of(whole)[name].annotation))  # type: ignore[arg-type]
    ]

    paths = [path for theme in themes(whole) for path, _key in keys_in(theme, whole)]

    assert len(paths) == len(set(paths))
    assert {*every, "documents", "calls", "ignore"} <= set(paths)
    assert all(key.title for theme in themes(whole) for _path, key in keys_in(theme, whole))


def test_no_theme_has_more_than_sixty_fields() -> None:
    whole = model(load_all(builtin_templates()))

    for theme in themes(whole):
        inner = [group_of(key.annotation) for _path, key in keys_in(theme, whole)]
        assert sum(fields_in(each) if each else 1 for each in inner) <= 60, theme  # type: ignore[arg-type]


def test_a_key_that_the_table_names_is_a_key_of_the_schema() -> None:
    names = {theme.name: theme.paths for theme in themes(Data)}

    assert names["projektet"][:3] == ("documents", "project.name", "project.short_name")
    assert names["varfor"] == (
        "project.background",
        "project.problem",
        "project.purpose",
        "project.goals",
        "project.target_groups",
        "project.expected_results",
        "project.long_term_effects",
    )
    assert "project.is_state_aid" in names["genomforande"]
    assert "project.state_aid" in names["genomforande"]
    assert len(names["genomforande"]) == 10
    assert len(names["hallbarhet"]) == 6


def test_a_key_added_to_the_schema_stands_with_its_group() -> None:
    class WithMotto(Project):
        motto: Text | None = a_key("Valspråk")

    class Wider(Data):
        project: WithMotto = group(WithMotto, "Projektet")

    theme = themes(Wider)[0]

    assert (theme.name, theme.paths[-1]) == ("projektet", "project.motto")
    assert keys_in(theme, Wider)[-1][1].title == "Valspråk"


def test_a_receivers_own_keys_are_a_theme_called_as_the_receiver() -> None:
    class Own(Group):
        area: Text | None = a_key("Insatsområde")

    whole = with_receivers({"leader": Own}, {"leader": "Leader"})

    assert themes(whole)[-1] == Theme("leader", "Leader", ("leader.area",))


def test_the_theme_of_a_value_in_an_item_is_that_of_its_list() -> None:
    found = [theme.name for theme in themes(Data) if theme.holds("project.goals.0.targets.1.by")]

    assert found == ["varfor"]
    assert [theme.name for theme in themes(Data) if theme.holds("project.goalsetting")] == []
