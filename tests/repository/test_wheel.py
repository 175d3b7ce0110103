"""Installed from a wheel, far from the checkout, the program has all that it needs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("wheel")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder on the module path that holds the unpacked wheel, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed, folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(installed), "LANGUAGE": "sv"}
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_new_and_generate_are_enough_to_start_in_an_empty_folder(installed, tmp_path):
    assert run(installed, tmp_path, "new", "data/mitt.yaml").returncode == 0

    done = run(installed, tmp_path, "generate")

    assert done.returncode == 0, done.stderr
    assert "0 fel" in done.stdout
    made = sorted(path.name for path in (tmp_path / "output" / "mitt").glob("*.docx"))
    assert made == ["anslag11.docx", "beslut.docx", "tillvaxtverket.docx"]


def test_messages_are_swedish(installed, tmp_path):
    done = run(installed, tmp_path, "generate")

    assert "Det finns ingen datafil här" in done.stderr


def test_templates_beside_the_data_win_over_the_built_in_ones(installed, tmp_path):
    own = tmp_path / "templates" / "bara_beslut"
    own.mkdir(parents=True)
    for name in ("form.yaml", "layout.docx"):
        (own / name).write_bytes((installed / "generator" / "templates" / "beslut" / name).read_bytes())
    run(installed, tmp_path, "new", "data/mitt.yaml")

    run(installed, tmp_path, "generate")

    assert [path.name for path in (tmp_path / "output" / "mitt").glob("*.docx")] == ["beslut.docx"]
