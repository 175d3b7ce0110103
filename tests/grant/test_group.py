"""A group is a model of pydantic: what has been read never changes, and sums are computed once."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from generator.grant.schema.base import about, keys_of
from generator.grant.schema.budget import Budget, CostLine
from generator.grant.schema.case import Case
from generator.grant.schema.project import Activity, Project
from generator.located import About, locate


def test_a_group_without_values_has_the_defaults_of_its_keys():
    line = CostLine()
    assert line.amount is None
    assert Budget().lines == ()


def test_a_group_cannot_be_changed():
    with pytest.raises(ValidationError, match="amount"):
        CostLine().amount = Decimal(1)


def test_groups_with_the_same_values_are_equal_and_have_the_same_hash():
    one, other = CostLine(amount=Decimal(1)), CostLine(amount=Decimal(1))
    assert one == other
    assert hash(one) == hash(other)
    assert one != CostLine(amount=Decimal(2))
    assert one != Budget()


def test_keys_know_their_title_help_example_and_kind():
    assert keys_of(CostLine)["amount"].title == "Belopp"
    assert keys_of(CostLine)["amount"].example == "180 000"
    assert about(CostLine)["amount"] == About("Belopp", "decimal")
    assert about(CostLine)["activity"] == About("Aktivitet", "text")


def test_a_key_says_whether_it_needs_more_room_than_a_line():
    assert keys_of(Project)["name"].several_lines is False
    assert keys_of(Project)["background"].several_lines is True
    assert keys_of(Activity)["description"].several_lines is True
    assert keys_of(Activity)["description"].kind == keys_of(Activity)["name"].kind == "text"
    assert keys_of(Case)["points"].several_lines is True
    assert keys_of(CostLine)["category"].several_lines is False
    assert keys_of(Project)["activities"].several_lines is False


def test_what_is_computed_is_computed_once_for_all_who_ask(monkeypatch):
    times = []
    monkeypatch.setattr(Budget, "total", property(lambda _self: times.append(1)))
    budget = locate(Budget())
    assert budget["total"] is budget["total"] is None
    assert times == [1]
    with pytest.raises(KeyError):
        budget["sum"]
