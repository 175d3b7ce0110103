"""A template is a text with holes: it looks values up, and can do nothing else; it ends in bounded time."""

import pytest
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from generator.formats.filters import FilterError
from generator.located import Missing, Origin
from generator.sandbox import UnknownNameError, environment, explain

DATA = {"name": "Åsa", "rows": ["a", "b"], "d": {"items": 1, "values": 2, "title": "t"}, "n": 7}


def told(text, **more):
    return environment().from_string(text).render({**DATA, **more})


def test_a_key_named_as_a_method_wins():
    assert told("{{ d.items }} {{ d['values'] }}") == "1 2"


def test_a_method_is_no_name():
    with pytest.raises(UnknownNameError, match='"upper"'):
        told("{{ name.upper }}")
    with pytest.raises(UnknownNameError):
        told("{{ d.keys }}")


def test_methods_of_texts_and_groups_that_only_read_can_be_called():
    assert told("{% for k, v in d.items() %}{{ k }}={{ v }} {% endfor %}") == "items=1 values=2 title=t "
    assert (
        told("{{ d.keys()|join }} {{ d.values()|first }} {{ d.get('title').upper() }}")
        == "itemsvaluestitle 1 T"
    )
    assert (
        told("{{ d.get('x', '-') }} {{ ' a,b '.strip().split(',')|last }} {{ '+'.join(rows) }}") == "- b a+b"
    )
    assert told("{{ name.replace('Å', 'A').lower() }} {{ name.startswith('Å') }}") == "asa True"


def test_numbers_and_texts_are_written_by_a_pattern():
    assert (
        told("{{ '%.2f och %5d %%'|format(n / 2, n) }} {{ '%(a)s'|format(a=name) }}")
        == "3.50 och     7 % Åsa"
    )
    assert told("{{ '{:,.2f} {:>3} {{}}'.format(n * 1000, n) }}") == "7,000.00   7 {}"
    assert told("{{ range(5)|batch(2, '-')|map('join')|join(' ') }}") == "01 23 4-"


@pytest.mark.parametrize(
    "pattern",
    [
        "'{0.__class__}'.format(n)",
        "'{0[0]}'.format(name)",
        "'{!r}'.format(name)",
        "'{:{}}'.format(n, 9)",
        "'{:1000000000}'.format(n)",
        "'%1000000000d'|format(n)",
        "'%*d'|format(1000000000, n)",
        "'%.1000000000f'|format(n)",
        "'%r'|format(n)",
    ],
)
def test_a_pattern_that_looks_into_values_or_is_too_wide_is_refused(pattern):
    with pytest.raises(SecurityError, match="cannot be used"):
        told("{{ " + pattern + " }}")


def test_a_list_is_no_text_in_a_pattern_and_a_batch_is_bounded():
    with pytest.raises(SecurityError, match="another list"):
        told("{{ '{}'.format(rows) }}")
    with pytest.raises(FilterError, match="a list or a group"):
        told("{{ rows|format(1) }}")
    with pytest.raises(SecurityError, match="longer than 1000"):
        told("{{ rows|batch(1001)|list }}")


def test_a_method_is_for_what_has_it():
    with pytest.raises(FilterError, match=r'Only a text has "\.upper\(\)"'):
        told("{{ n.upper() }}")
    with pytest.raises(FilterError, match=r'Only a group of values has "\.items\(\)"'):
        told("{{ name.items() }}")


@pytest.mark.parametrize("text", ["{{ n|dictsort }}", "{{ name|truncate(1, true, 'a long end') }}"])
def test_a_filter_that_cannot_use_its_value_says_so(text):
    with pytest.raises(FilterError, match="cannot be used on"):
        told(text)


def test_a_method_of_what_is_not_there_gives_what_is_not_there():
    with pytest.raises(UnknownNameError):
        told("{{ x.upper() }}")
    with pytest.raises(UnknownNameError):
        told("{% for k, v in x.items() %}{% endfor %}")
    with pytest.raises(UnknownNameError, match="no answer at"):
        told("{{ c.upper().name }}", c=Missing(Origin("project.coordinator")))
    with pytest.raises(UnknownNameError, match="no answer at"):
        told("{{ (c|format(1)).name }}", c=Missing(Origin("project.coordinator")))
    assert told("{% for k, v in c.items() %}a{% endfor %}", c=Missing(Origin("project.coordinator"))) == ""


def test_the_nearest_name_is_suggested():
    with pytest.raises(UnknownNameError, match=r'nothing called "titel" here. Did you mean "title"\?'):
        told("{{ d.titel }}")


def test_an_answer_that_is_missing_has_no_names_and_says_so():
    with pytest.raises(UnknownNameError, match=r'no answer at "project\.coordinator" yet'):
        told("{{ c.name }}", c=Missing(Origin("project.coordinator")))


def test_what_is_not_there_can_be_asked_about():
    assert (
        told("{{ x is defined }} {{ x|default('-') }} {{ d.y is defined }}{{ 'a' if false }}")
        == "False - False"
    )


def test_loops_know_their_turn():
    assert (
        told("{% for x in rows %}{{ loop.index }}{{ x }}{{ loop.cycle('!', '?') }}{% endfor %}") == "1a!2b?"
    )


def test_texts_are_joined_and_attributes_of_a_list_too():
    assert told("{{ name ~ '-' ~ n ~ none }}") == "Åsa-7"
    assert (
        told("{{ rows|join(', ') }} {{ ds|join('+', attribute='title') }}", ds=[DATA["d"]] * 2) == "a, b t+t"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{{ name.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ name['__class__'] }}",
        "{{ rows.append }}",
        "{{ d|attr('items') }}",
        "{{ name|safe }}",
        "{{ rows|map('attr', '__class__')|list }}",
        "{{ rows|map(attribute='__class__')|join }}",
        "{{ name.encode() }}",
        "{{ rows.append('c') }}",
        "{{ d.pop('title') }}",
        "{{ d.items().sort() }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ cycler('a') }}",
        "{{ loop }}",
        "{{ self }}",
        "{% macro a() %}{% endmacro %}",
        "{% import 'x' as y %}",
        "{% include 'x' %}",
        "{% extends 'x' %}",
        "{% block a %}{% endblock %}",
        "{% set a %}b{% endset %}",
        "{% filter upper %}b{% endfilter %}",
        "{% call x() %}{% endcall %}",
        "{% autoescape false %}{% endautoescape %}",
        "{% for x in rows recursive %}{% endfor %}",
        "{{ '%s' % name }}",
    ],
)
def test_a_way_out_is_closed(text):
    with pytest.raises((TemplateError, FilterError)):
        told(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 10000000000 }}",
        "{{ 2 ** 3 }}",
        "{{ [1] * 10000000000 }}",
        "{{ 'a'|center(10000000000) }}",
        "{{ range(1000000000)|list }}",
        "{{ 1|round(-1000000000) }}",
        "{{ rows|batch(1000000000, 'x')|list }}",
        "{% for a in range(100000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}",
        "{% for a in range(100000) %}{% for b in rows|map('upper') %}{% for c in range(20) %}{% endfor %}{% endfor %}{% endfor %}",
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 40,
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a + a %}" * 40,
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a|replace('a', a) %}" * 9,
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = [a, a, a, a, a]|join(a) %}" * 40,
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a.replace('a', a) %}" * 9,
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a.join([a, a, a]) %}" * 40,
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = '{0}{0}{0}'.format(a) %}" * 40,
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = '%(a)s%(a)s%(a)s'|format(a=a) %}" * 40,
        "{% set a = [1] %}" + "{% set a = rows|batch(900, a)|list %}" * 40,
        "{% set a = 9 %}" + "{% set a = a * a %}" * 40,
        "{% set a = [1] %}" + "{% set a = [a, a] %}" * 40 + "{{ a|upper }}",
        "{% set a = [1] %}" + "{% set a = {'b': a, 'c': a} %}" * 40 + "{{ a|upper }}",
        "{% set a = 'a' * 1 %}",
        "{% set a = [1] %}{% set b = [1] %}"
        + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40
        + "{{ a == b }}",
        "{% set a = range(100000)|join('0123456789') %}{% for x in range(200) %}{{ a }}{% endfor %}",
    ],
)
def test_a_hostile_template_ends_soon(text):
    with pytest.raises((TemplateError, OverflowError)):
        told(text)


@pytest.mark.parametrize("call", ["a|replace('0', long)", "a.replace('0', long)"])
def test_a_replacement_that_would_make_a_text_too_long_is_refused_before_it_is_made(call):
    with pytest.raises(SecurityError, match="longer than 2000000"):
        told("{{ " + call + " }}", a="0123456789" * 10_000, long="x" * 250)


class Thing:
    """An object of ours: it has a title, a secret and a method."""

    title, _secret = "t", "s"

    def shout(self):
        return "!"


def test_an_object_shows_its_fields_and_nothing_else():
    assert told("{{ thing.title }}", thing=Thing()) == "t"
    for name in ("_secret", "shout", "__class__"):
        with pytest.raises(UnknownNameError):
            told(f"{{{{ thing.{name} }}}}", thing=Thing())


def test_errors_are_told_in_sentences():
    for text, words in (("{{ 1 / 0 }}", "divides by zero"), ("{{ x }}", "nothing called")):
        with pytest.raises(Exception) as caught:
            told(text)
        assert words in explain(caught.value)
