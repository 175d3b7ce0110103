"""Organisation numbers as each country writes them."""

import pytest
from pydantic import ValidationError

from generator.grant.schema.applicant import Applicant
from generator.grant.schema.project import Partner


def number(read, country=None, group=Applicant):
    named = {} if country is None else {"country": country}
    return group.model_validate({"organisation_number": read, **named}).organisation_number


def refused(read, country):
    with pytest.raises(ValidationError) as error:
        number(read, country)
    return error.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("country", "read", "kept"),
    [
        (None, "2321000214", "232100-0214"),
        ("Sverige", "232100-0214", "232100-0214"),
        ("Finland", "2077474-0", "2077474-0"),
        ("finland", "FI20774740", "2077474-0"),
        ("Norge", "988077917", "988 077 917"),
        ("no", "988077917", "988 077 917"),
        ("Danmark", "13585628", "13585628"),
        ("Estland", "12345678", "12345678"),
        ("Kanada", "123456789 RC0001", "123456789 RC0001"),
    ],
)
def test_a_number_is_tried_as_its_country_writes_it(country, read, kept):
    assert number(read, country) == kept
    assert number(read, country, Partner) == kept


def test_a_wrong_digit_is_told_with_its_country():
    assert refused("2077474-1", "Finland") == "organisation_number_abroad"
    assert refused("988077918", "Norge") == "organisation_number_abroad"
    assert refused("2077474-0", "Sverige") == "organisation_number"


@pytest.mark.parametrize("read", ["811228-9874", "8112289874", "19811228-9874", "198112289874"])
def test_a_sole_trader_has_a_personal_number_with_or_without_its_century(read):
    assert number(read) == "811228-9874"


def test_an_organisation_of_another_country_is_foreign():
    assert not Applicant().foreign
    assert not Applicant.model_validate({"country": "Sverige"}).foreign
    assert Applicant.model_validate({"country": "Finland"}).foreign
