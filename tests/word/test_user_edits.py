"""What counts as edited by hand, and where, also in a file that another program has saved."""

from collections import Counter

import pytest
from docx_from_notation import made

from generator.word.opc.package import Package
from generator.word.user_edits import changes


def found(base, edited, *options):
    sides = (Package.read(each, "") for each in (made(base), made(edited, options)))
    return dict(Counter(each.path for each in changes(*sides)))


@pytest.mark.parametrize("option", ["", "tagless"])
def test_an_edited_value_counts_at_its_path_also_where_the_names_of_fields_are_gone(option):
    before, after = ("Namn: [project.name: Vatten] nu.", "Namn: [project.name: Skog] nu.")
    assert found(before, after, option) == {"project.name": 1}
    assert found(f"| År | {before} |", f"| År | {after} |", option) == {"project.name": 1}


def test_formatting_of_all_words_is_an_editor_s_way_to_save_and_of_one_word_an_edit():
    base = "Namn: [project.name: Vatten]\nSumma här"
    assert found(base, "Namn: [project.name: Vatten]\n**Summa här**", "tagless") == {}
    assert found(base, "Namn: [project.name: Vatten]\n**Summa** här", "tagless") == {"": 1}
    assert found(base, "Namn: [project.name: Vatten]\n**Summa här**") == {"": 1}


def test_what_is_changed_in_a_table_counts_by_paragraphs_and_rows():
    base = "| Namn | År |\n| Sjön | 2025 |"
    assert found(base, "| Namn | År |\n| Sjöarna | 2026 |") == {"": 2}
    assert found(base, f"{base}\n| Skogen | 2026 |") == {"": 1}


def test_what_is_removed_moved_and_added_counts_each_once():
    base = "Ett om vatten.\nTvå om skog.\nTre om fjäll."
    assert found(base, "Två om skog.\nTre om fjäll.") == {"": 1}
    assert found(base, "Två om skog.\nTre om fjäll.\nEtt om vatten.") == {"": 1}
    assert found(base, f"{base}\nMed en helt egen rad.") == {"": 1}


def test_a_paragraph_behind_an_answer_counts_in_it_where_an_editor_ends_its_control_too_early():
    base, written = "[project.goal:\nEtt.\n]\nSlut.", "[project.goal:\nEtt.\n]\nHelt nytt.\nSlut."
    assert found(base, written) == {"": 1}
    assert found(base, written, "tagless") == {"project.goal": 1}
    assert found(base, f"Allra först.\n{base}", "tagless") == {"": 1}


def test_a_paragraph_that_is_copied_counts_at_its_value_and_a_row_at_none():
    text, row = "Namn: [project.name: Vatten]", "| Namn | [project.name: Vatten] |"
    assert found(text, f"{text}\nÅter: [project.name: Vatten]") == {"project.name": 1}
    assert found(row, f"{row}\n{row}") == {"": 1}
