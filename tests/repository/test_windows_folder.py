"""How the folder for Windows is put together, as far as it shows without Windows: packaging/windows."""

import hashlib
import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging" / "windows"
sys.path.insert(0, str(PACKAGING))
import build  # noqa: E402 -- beside its tools, which are no package
import licences  # noqa: E402
import pythons  # noqa: E402

HERE = f"{sys.version_info.major}.{sys.version_info.minor}.1"


@pytest.fixture
def embedded(tmp_path, monkeypatch):
    """Let python.org have a package, and return what it is called by: its hash."""
    package = tmp_path / "embed.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for name in ("python.exe", "pythonw.exe", "LICENSE.txt", "python3xx.dll"):
            archive.writestr(name, name)
    monkeypatch.setattr(
        pythons.urllib.request, "urlretrieve", lambda _url, target: shutil.copy(package, target)
    )
    monkeypatch.setattr(pythons, "HERE", tmp_path)
    return hashlib.sha256(package.read_bytes()).hexdigest()


def wanted(folder, version, sha256):
    (folder / "python.toml").write_text(f'version = "{version}"\nsha256 = "{sha256}"\n', encoding="utf-8")
    (folder / "program").mkdir()
    return folder / "program"


def test_a_release_holds_the_package_whose_hash_was_read_and_not_its_own_programs(embedded, tmp_path):
    program = wanted(tmp_path, HERE, embedded.upper())

    assert pythons.released(program) == f"python{sys.version_info.major}{sys.version_info.minor}.dll"
    assert sorted(path.name for path in program.iterdir()) == ["LICENSE.txt", "python3xx.dll"]


@pytest.mark.parametrize(
    ("version", "sha256", "said"),
    [
        (HERE, "", "says no sha256"),
        (HERE, "0" * 64, "not the one in python.toml"),
        ("3.9.1", "0" * 64, "3.9.1"),
    ],
)
def test_no_release_is_built_of_anything_else(embedded, tmp_path, version, sha256, said):
    program = wanted(tmp_path, version, sha256)

    with pytest.raises(pythons.PythonError, match=re.escape(said)):
        pythons.released(program)
    assert list(program.iterdir()) == []


def test_the_workflow_reads_the_versions_that_are_there():
    workflow = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    found = re.findall(r"sed -n 's/\^(.*)/\\1/p' (\S+)\)", workflow)

    assert [path for _pattern, path in found] == ["packaging/windows/python.toml", "generator/__init__.py"]
    for pattern, path in found:
        plain = pattern.replace(r"\(", "(").replace(r"\)", ")")
        assert len(re.findall(f"(?m)^{plain}", (ROOT / path).read_text(encoding="utf-8"))) == 1


def test_windows_gets_the_libraries_that_all_others_get():
    def pinned(path):
        return dict(re.findall(r"^([\w.-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))

    windows, everywhere = pinned(PACKAGING / "requirements.lock"), pinned(ROOT / "requirements-dev.lock")

    assert pinned(ROOT / "requirements.lock").items() <= windows.items()
    assert windows.items() <= everywhere.items()


@pytest.mark.parametrize("trying", [True, False])
def test_only_a_trial_says_that_it_is_one(tmp_path, trying):
    build.read_me(tmp_path, trying=trying)

    text = (tmp_path / "LÄS MIG.txt").read_bytes().decode("utf-8-sig")
    assert ("DET HÄR ÄR ETT PROV" in text) is trying
    assert "PROV]" not in text
    assert "VERSION" not in text
    assert text.startswith(f"Ansökan {build.__version__} för Windows\r\n")


def test_a_library_that_brings_no_licence_is_no_part_of_the_folder(tmp_path):
    about = tmp_path / "thing-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: thing\nVersion: 1\nLicense: MIT\n", encoding="utf-8")

    with pytest.raises(FileNotFoundError, match="thing brings no licence"):
        licences._package(about, tmp_path / "licenser")
    (about / "LICENSE").write_text("as is", encoding="utf-8")
    assert licences._package(about, tmp_path / "more") == "thing 1: MIT (thing-1)"
    assert (tmp_path / "more/thing-1/LICENSE.txt").read_text(encoding="utf-8") == "as is"
