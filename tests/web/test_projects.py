"""The first page: the projects of the folder, how each stands, and a new one."""

from asking import Asker
from conftest import EXAMPLE
from playwright.sync_api import expect


def test_a_project_stands_there_with_its_answers_money_and_documents(program, page):
    page.goto(program.start())

    row = page.get_by_role("row", name=EXAMPLE.stem)
    expect(row).to_contain_text("45 av 45")
    expect(row).to_contain_text("600\u00a0000")
    expect(row).to_contain_text("beslut.docx: inte genererad än")


def test_a_new_project_begins_with_the_example(program, page):
    page.goto(program.start())
    expect(page.get_by_role("row", name=EXAMPLE.stem)).to_contain_text("45 av 45")

    page.get_by_label("Filens namn").fill("mitt projekt")
    page.get_by_role("button", name="Börja med exemplet").click()

    page.wait_for_url("**/p/mitt%20projekt/")
    assert (program.data / "mitt projekt.yaml").read_bytes() == EXAMPLE.read_bytes()


def test_a_name_that_is_taken_is_said_and_nothing_is_written(program, page):
    page.goto(program.start())
    expect(page.get_by_role("row", name=EXAMPLE.stem)).to_contain_text("45 av 45")
    before = (program.data / EXAMPLE.name).read_bytes()

    page.get_by_label("Filens namn").fill(EXAMPLE.stem)
    page.get_by_role("button", name="Börja med ett tomt projekt").click()

    expect(
        page.get_by_role("alert").filter(has_text="Det finns redan ett projekt som heter så")
    ).to_be_visible()
    assert (program.data / EXAMPLE.name).read_bytes() == before


def test_of_a_project_that_cannot_be_read_the_first_page_says_so(tmp_path):
    asker = Asker(tmp_path)
    asker.file.write_text("project: [\n", "utf-8")

    assert asker.ask("GET", "/p/x/standing").status == 200
    assert asker.ask("GET", "/p/x/standing/documents").status == 200


def test_a_new_project_cannot_be_asked_for_before_the_page_can_hear_it(program, page):
    held = []

    def hold(route):
        held.append(route)

    page.route("**/projects.js", hold)
    page.goto(program.start(), wait_until="commit")
    button = page.get_by_role("button", name="Börja med exemplet")
    expect(button).to_be_disabled()

    page.wait_for_timeout(300)
    for each in held:
        each.continue_()

    expect(button).to_be_enabled()
