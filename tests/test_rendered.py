"""The picture as programs draw it: two that are no browser, and a browser in a dark scheme. Colours are counted."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import pyvips
import resvg_py

from events import THANKED, rejection, reply
from followup_rules import (
    Case,
    Reason,
    WaitUntil,
    plan,
)
from followup_rules.timeline import to_svg
from peers import CHROMIUM, needs_browser
from support import at, interview

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from followup_rules import Interview
    from followup_rules._events import AnyEvent

ROOT = Path(__file__).parent.parent
LIGHT = {
    "paper": 0xFFFFFF,
    "ink": 0x1B1F24,
    "soft": 0x57606A,
    "open": 0xEEF1F4,
    "closed": 0xC3CBD3,
    "due": 0x1F6FEB,
    "answer": 0xBC4C00,
    "done": 0x1A7F37,
    "now": 0xB3261E,
}
DARK = {"paper": 0x0D1117, "open": 0x21262D, "closed": 0x484F58, "due": 0x79B8FF, "done": 0x56D364, "now": 0xFF8A80}
BLACK = 0x000000


def counted(png: bytes) -> dict[int, int]:
    """Return how many pixels of a picture have which colour; none is transparent."""
    image = pyvips.Image.new_from_buffer(png, "")
    pixels = image.numpy().reshape(-1, image.bands).astype(np.uint32)
    assert image.bands == 3 or set(np.unique(pixels[:, 3])) == {255}
    colours, counts = np.unique(pixels[:, 0] << 16 | pixels[:, 1] << 8 | pixels[:, 2], return_counts=True)
    return dict(zip(colours.tolist(), counts.tolist(), strict=True))


def by_resvg(svg: str) -> bytes:
    """Draw as resvg does: it has a CSS parser of its own, which knows neither variables nor schemes."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg))


def by_librsvg(svg: str) -> bytes:
    """Draw as librsvg does: the one of rsvg-convert, of GNOME and of Wikipedia."""
    drawn: bytes = pyvips.Image.svgload_buffer(svg.encode()).write_to_buffer(".png")
    return drawn


RENDERERS = pytest.mark.parametrize("render", [by_resvg, by_librsvg])


def drawn(case: Interview, events: Sequence[AnyEvent], now: datetime) -> str:
    return to_svg(plan(case, events, now=now), case, events, now=now)


def tokyo() -> str:
    case = Case.model_validate_json((ROOT / "examples" / "tokyo.json").read_bytes())
    return drawn(case.interview, case.events, at("2026-05-01 10:00"))


@RENDERERS
class TestOutsideOfBrowsers:
    def test_each_colour_is_there_and_none_is_black(self, render: Callable[[str], bytes]) -> None:
        """Renderers outside of browsers know no CSS variables, and drew all in black where the colours were
        variables.
        """
        found = counted(render(tokyo()))
        whole = sum(found.values())
        assert whole > 700 * 1400
        assert found[LIGHT["paper"]] > whole * 0.8
        assert found.get(BLACK, 0) == 0
        # Pixels that shapes fill surely: 4 on each point of the picture, which is drawn twice as large.
        assert found[LIGHT["closed"]] > 15 * 16 * 18 * 4 * 0.8  # fifteen closed days of 16 by 18 points
        assert found[LIGHT["open"]] > 26 * 16 * 18 * 4 * 0.8
        assert found[LIGHT["due"]] > 2 * 110 * 8 * 4  # two windows of a week, one half covered by a diamond
        assert found[LIGHT["done"]] > 2 * 40 * 4  # two dots
        assert found[LIGHT["now"]] > 40  # a dashed line
        assert found[LIGHT["ink"]] > 100
        assert LIGHT["answer"] not in found

    def test_what_is_most_of_the_picture_has_our_colours(self, render: Callable[[str], bytes]) -> None:
        found = counted(render(tokyo()))
        ours = sum(found.get(colour, 0) for colour in LIGHT.values())
        assert ours > sum(found.values()) * 0.95  # the rest are edges

    def test_the_dark_scheme_is_not_taken(self, render: Callable[[str], bytes]) -> None:
        found = counted(render(tokyo()))
        assert [name for name, colour in DARK.items() if colour in found] == []

    def test_an_answer_that_is_owed_has_a_colour_of_its_own(self, render: Callable[[str], bytes]) -> None:
        asked = reply("2026-06-08 11:00", asks_for="two references")
        found = counted(render(drawn(interview(), [THANKED, asked], at("2026-06-08 12:00"))))
        assert found[LIGHT["answer"]] > 8 * 16 * 4  # from Monday at 11:00 to the end of Tuesday

    def test_a_window_that_is_held_is_hollow(self, render: Callable[[str], bytes]) -> None:
        case, now = interview(decision_by=date(2026, 6, 12)), at("2026-06-08 10:00")
        step = plan(case, [THANKED], now=now)[1]  # the second follow-up has a window of a week
        assert isinstance(step, WaitUntil)
        reason = Reason(rule="H1", code="held-other-case", text="Hanako Sato gets another message on 1 July 2026.")
        usual = counted(render(to_svg((step,), case, now=now)))
        held = counted(render(to_svg((step.replace(reasons=[*step.reasons, reason]),), case, now=now)))
        assert usual[LIGHT["due"]] > 7 * 16 * 8 * 4
        assert 0 < held[LIGHT["due"]] < usual[LIGHT["due"]] / 2

    def test_nothing_is_due_after_a_no(self, render: Callable[[str], bytes]) -> None:
        case = interview()
        no = rejection("2026-06-10 10:00")
        found = counted(render(to_svg((), case, [THANKED, no], now=at("2026-06-11 10:00"))))
        assert LIGHT["due"] not in found
        assert found[LIGHT["done"]] > 0
        assert found.get(BLACK, 0) == 0


@needs_browser
@pytest.mark.parametrize(("scheme", "colours", "others"), [("0", DARK, LIGHT), ("1", LIGHT, DARK)])
def test_a_browser_follows_the_scheme(
    tmp_path: Path, scheme: str, colours: dict[str, int], others: dict[str, int]
) -> None:
    page, picture = tmp_path / "case.svg", tmp_path / "case.png"
    page.write_text(tokyo(), encoding="utf-8")
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--blink-settings=preferredColorScheme={scheme}",
        "--window-size=720,1500",
        f"--screenshot={picture}",
        page.as_uri(),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=120)  # noqa: S603 - our own page
    found = counted(picture.read_bytes())
    for name in ("paper", "open", "closed", "due", "done", "now"):
        assert found.get(colours[name], 0) > 0, name
        assert found.get(others[name], 0) == 0, name
