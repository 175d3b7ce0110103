"""A project cannot begin from a PDF or a picture: that is said in one line."""

import pytest

from generator.grant.forms.loading import load_all
from generator.problems import ProblemError
from generator.run.beginning import begun_from
from generator.system.files import builtin_templates


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%\xe2\xe3\nx: [\n" * 50, b"\x89PNG\r\n\x00\x00\n" * 50])
def test_a_file_that_is_no_text_is_refused_in_one_line(content, tmp_path):
    (tmp_path / "x.pdf").write_bytes(content)
    with pytest.raises(ProblemError) as refused:
        begun_from(tmp_path / "x.pdf", load_all(builtin_templates()), None)

    (problem,) = refused.value.problems
    assert problem.code == "file-unreadable"
    assert "Choose the data file or the Word document" in problem.message


def test_a_data_file_in_utf_16_is_told_how_to_be_saved(tmp_path):
    (tmp_path / "x.yaml").write_bytes("project:\n  name: Sol\n".encode("utf-16"))
    with pytest.raises(ProblemError, match="Save it as UTF-8"):
        begun_from(tmp_path / "x.yaml", load_all(builtin_templates()), None)
