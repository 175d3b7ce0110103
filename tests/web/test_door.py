"""The file that leads to the page: whose it is, what lies in its place, when it goes."""

import os

import pytest

from generator.web.serving.door import Door, private_folder

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")


@pytest.mark.parametrize("text", ["", "url=", 'url=""', 'url="http://x.localhost/"', 'url="http://x.localhost:99999/?key=a"',
                                  'url="http://[x/?key=a"', 'url="http://x.localhost:1/?key=a"', "\udcff"])  # fmt: skip
def test_a_file_that_leads_nowhere_is_written_anew(tmp_path, text):
    file = tmp_path / "x.html"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))

    assert Door(file).answered() == ""


def test_the_end_of_a_run_leaves_the_file_that_leads_to_another(tmp_path):
    first, second = Door(tmp_path / "x.html"), Door(tmp_path / "x.html")
    first.lead("http://first/")
    second.lead("http://second/")

    first.close()
    assert "second" in (tmp_path / "x.html").read_text("utf-8")
    second.close()
    assert not list(tmp_path.iterdir())


@posix
def test_a_link_that_lies_where_the_file_is_to_be_is_not_followed(tmp_path):
    (tmp_path / "mine").write_text("mine", "utf-8")
    (tmp_path / "x.html").symlink_to(tmp_path / "mine")

    Door(tmp_path / "x.html").lead("http://x/")

    assert (tmp_path / "mine").read_text("utf-8") == "mine"
    assert not (tmp_path / "x.html").is_symlink()


@posix
@pytest.mark.parametrize("spoil", ["link", "file", "open to all"])
def test_a_folder_that_is_not_the_users_alone_is_not_used(cache, tmp_path, spoil):
    own = cache / "ansokan"
    if spoil == "link":
        own.mkdir()
        (tmp_path / "elsewhere").mkdir()
        (own / "web").symlink_to(tmp_path / "elsewhere")
    elif spoil == "file":
        own.mkdir()
        (own / "web").write_text("", "utf-8")
    else:
        own.mkdir()
        own.chmod(0o777)

    assert private_folder() is None
