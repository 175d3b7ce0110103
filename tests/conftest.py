"""What all tests share: tools that must be there in CI, and a language that does not depend on the machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator import language

ROOT = Path(__file__).parent.parent
SHARED_TOOLS = ROOT.parent / "shared" / "tools"


@pytest.fixture(autouse=True)
def _english():
    language.use("en")


def pytest_runtest_setup(item):
    if item.get_closest_marker("office") and shutil.which("soffice") is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing: in CI that is a failure")
        pytest.skip("LibreOffice is not installed")
    if item.get_closest_marker("shared") and not SHARED_TOOLS.is_dir():
        pytest.skip("the two checks of the shared folder are not here")
