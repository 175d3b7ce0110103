"""What a picture measures, and how high a chart is."""

import pytest

from generator.drawings import Chart, measured
from generator.grant.forms.profile import contrast
from generator.word.parts.chart import height, part

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (200).to_bytes(4, "big")
JPEG = (
    b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x11\x08"
    + (200).to_bytes(2, "big")
    + (640).to_bytes(2, "big")
    + b"\x03"
)


@pytest.mark.parametrize(("data", "kind"), [(PNG, "png"), (JPEG, "jpeg")])
def test_a_picture_says_how_large_it_is(data, kind):
    assert measured(data) == (kind, 640, 200)


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", PNG[:20], JPEG[:9], b"\xff\xd8" + b"\xff\xe0\0\0" * 9, PNG[:16] + bytes(8)]
)
def test_what_is_no_picture_has_no_size(data):
    assert measured(data) is None


@pytest.mark.parametrize("bars", range(2, 31))
def test_a_chart_of_any_size_shows_all_its_bars_and_leaves_room_for_its_caption(bars):
    names = tuple(f"Kommun {number}" for number in range(bars))
    chart = Chart("Andel av finansieringen", "", names, (1 / bars,) * bars, ("x",) * bars)

    assert height(chart) <= min(14 + 9 * bars, 297 - 2 * 25 - 12)  # A4, its margins, a caption
    assert part(chart).count(b"<c:v>Kommun") == bars


def test_contrast_is_that_of_wcag():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
