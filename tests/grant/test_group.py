"""A group is plain values with a schema: what pydantic has read never changes, and sums are reckoned once."""

import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import SchemaValidator, ValidationError

from generator.grant.schema import compiled
from generator.grant.schema.base import Group, about, group, items, key, keys_of
from generator.grant.schema.budget import Budget, CostLine
from generator.grant.schema.data import made
from generator.grant.schema.types import Kronor, Text


def test_a_group_without_values_has_the_defaults_of_its_keys():
    line = CostLine()
    assert line.amount is None
    assert Budget().lines == ()


def test_a_group_cannot_be_changed():
    with pytest.raises(AttributeError, match=r"CostLine\.amount"):
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
    assert about(CostLine)["amount"] == ("Belopp", "decimal")
    assert about(CostLine)["activity"] == ("Aktivitet", "text")


def test_what_is_worked_out_is_worked_out_once(monkeypatch):
    times = []
    monkeypatch.setattr(Budget, "total", property(lambda _self: times.append(1)))
    _values, derived, _about = Budget().located_fields()
    assert derived["total"] is derived["total"] is None
    assert times == [1]
    with pytest.raises(KeyError):
        derived["lines"]


def test_a_schema_that_comes_from_the_cache_reads_as_the_one_that_was_made(tmp_path, monkeypatch):
    """Groups that no module holds are put in again when the schema is taken from the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    own = made("Own", Group, {"sum": Kronor | None}, {"sum": key("Summa")})
    values = {"own": {"sum": "600 000 kr"}, "names": ["a "]}
    found = []
    for _run in range(2):
        whole = made(
            "Whole", Group, {"own": own, "names": tuple[Text, ...]}, {"own": group(own), "names": items("N")}
        )
        compiled.keep(whole, {"Own": own}, [b"x"])
        read = compiled.validator(whole).validate_python(values)
        assert type(read) is whole
        assert type(read.own) is own
        found.append((read.own.sum, read.names))
    assert found == [(Decimal(600_000), ("a",))] * 2


@given(st.dictionaries(st.sampled_from(sorted(keys_of(CostLine))), st.text(max_size=8)))
def test_a_compiled_schema_survives_a_pickle(values):
    packed = compiled._packed(compiled._schema(CostLine), {})
    again = SchemaValidator(compiled._unpacked(packed, {}))
    assert pickle.loads(packed)

    def read(validator):
        try:
            return validator.validate_python(values)
        except ValidationError as error:
            return [(each["type"], each["loc"]) for each in error.errors(include_url=False)]

    assert read(again) == read(compiled.validator(CostLine))
