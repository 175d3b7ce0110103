"""Some hostile files of each class, given to the commands: `tests/fuzz/hostile_files.py` tries hundreds."""

import os
import warnings

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each command is a child made by fork")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    import hostility  # noqa: F401 -- the fuzzers are found beside it
    from hostile_files import World

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setattr("sys.argv", ["ansokan"])
        patch.chdir(tmp_path_factory.mktemp("here"))
        yield World(tmp_path_factory.mktemp("world"))


@pytest.mark.parametrize("kind", ["template", "document", "data"])
def test_a_hostile_file_ends_with_a_message_or_a_document(world, tmp_path, kind):
    from hostile_files import one_file

    with warnings.catch_warnings(action="ignore"):  # zipfile warns of names that are there twice
        ends = [
            (seed, line, wrong)
            for seed in range(1, 6)
            for line, _seen, wrong in one_file(seed, kind, world, tmp_path)
        ]

    assert len(ends) >= 5
    assert [
        each for each in ends if each[2] and not each[2].endswith((" s", " MB"))
    ] == []  # other tests run beside
