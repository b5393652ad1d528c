"""The picture of a case: what is in it, that its texts are only text, and where a browser really puts them."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from events import (
    THANKED,
    asks,
    away,
    bounced,
    follow_up,
    message,
    next_round,
    not_held,
    offer,
    rejection,
    reopened,
    reply,
    skipped,
    snoozed,
    thank_you,
    withdrawn,
)
from followup_rules import (
    TRANSITIONS,
    Blocked,
    Contact,
    ContactRole,
    Event,
    HistoryError,
    InputError,
    Interview,
    Stage,
    Touch,
    WaitUntil,
    next_action,
    plan,
)
from followup_rules.timeline import Svg, stage_diagram, to_svg
from peers import CHROMIUM, needs_browser
from support import HR, LEAD, PEER, at, interview

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NOW = at("2026-06-05 10:00")
SVG = "{http://www.w3.org/2000/svg}"


def picture(case: Interview, events: Sequence[Event] = (), now: Any = NOW) -> Svg:
    return to_svg(plan(case, events, now=now), case, events, now=now)


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own


class TestContents:
    def test_a_picture_tells_the_whole_case(self) -> None:
        case = interview(decision_by=date(2026, 6, 12))
        shown = texts(picture(case, [THANKED]))
        for text in (
            "Data Engineer, Acme",
            "Interview",
            "Wed 3 Jun 15:00",
            "Thank-you note sent",
            "Thu 4 Jun 16:00",
            "to Yuki Mori",
            "Decision promised",
            "Fri 12 Jun",
            "First follow-up",
            "Second follow-up",
            "Escalation",
            "Today",
            "Fri 5 Jun 10:00",
        ):
            assert text in shown
        assert " ".join(shown).count("on time until") == 3

    def test_holidays_are_named(self) -> None:
        case = interview(ended_at=at("2026-04-24 15:00"), decision_by=date(2026, 4, 30))
        shown = texts(picture(case, now=at("2026-04-24 16:00")))
        assert "Showa Day, Wed 29 Apr" in shown
        assert "Children's Day, Tue 5 May" in shown

    def test_closed_days_are_shaded(self) -> None:
        case = interview(decision_by=date(2026, 6, 12))
        root = ET.fromstring(picture(case, [THANKED]))  # noqa: S314 - our own
        closed = [element for element in root.iter(f"{SVG}rect") if element.get("class") == "followup-closed"]
        heights = [element.get("height") for element in closed]
        assert heights == ["32.00"] * 5 + ["10.00"]  # from 3 June to 6 July are five weekends; one is of the legend

    def test_each_event_has_words(self) -> None:
        events: list[Event] = [
            THANKED,
            reply("2026-06-05 10:00", decision_by=date(2026, 6, 19)),
            away("2026-06-06 10:00", returns_on="2027-01-08"),
            away("2026-06-06 11:00", "lead"),
            snoozed("2026-06-07 10:00", "2026-06-20"),
            snoozed("2026-06-07 11:00", "2026-06-21 09:30"),
            skipped("2026-06-08 10:00", Touch.UPDATE_THANKS),
            bounced("2026-06-09 10:00", PEER),
            rejection("2026-06-10 10:00", None),
            offer("2026-06-11 10:00"),
            next_round("2026-06-12 10:00", None),
            withdrawn("2026-06-13 10:00"),
        ]
        shown = " ".join(texts(to_svg((), interview(), events, now=NOW)))
        for text in (
            "Reply Fri 5 Jun 10:00 from Hanako Sato; decision by Fri 19 Jun",
            "Out of office Sat 6 Jun 10:00 from Hanako Sato; back on Fri 8 Jan 2027",
            "Out of office Sat 6 Jun 11:00 from Ken Ito",
            "Snoozed Sun 7 Jun 10:00 until Sat 20 Jun",
            "Snoozed Sun 7 Jun 11:00 until Sun 21 Jun 09:30",
            "Skipped Mon 8 Jun 10:00 Thanks for the update",
            "Bounced Tue 9 Jun 10:00 mori@example.com (Yuki Mori)",
            "Rejection Wed 10 Jun 10:00",
            "Offer Thu 11 Jun 10:00 from Hanako Sato",
            "Next round Fri 12 Jun 10:00",
            "Withdrawn Sat 13 Jun 10:00",
        ):
            assert text in shown

    def test_what_a_reply_says_is_in_a_picture(self) -> None:
        events: list[Event] = [
            not_held("2026-06-03 15:00"),
            reopened("2026-06-04 10:00", decision_by=date(2026, 6, 19)),
            reply(
                "2026-06-05 10:00",
                decision_by=date(2026, 6, 26),
                asks_for="a call",
                answer_by=date(2026, 6, 9),
                enquire_on=date(2026, 6, 22),
            ),
            reply("2026-06-05 12:00", None, enquiries_welcome=False),
            reply("2026-06-06 10:00", None, asks_for="two references"),
            message("2026-06-07 10:00", "hr", "lead"),
        ]
        shown = texts(to_svg((), interview(), events, now=NOW))
        for text in (
            "Interview not held Wed 3 Jun 15:00",
            "Reopened Thu 4 Jun 10:00 from Hanako Sato; decision by Fri 19 Jun",
            "Reply Fri 5 Jun 10:00 from Hanako Sato; decision by Fri 26 Jun; asks for a call by Tue 9 Jun",
            "asks for a call by Tue 9 Jun; write on Mon 22 Jun",
            "Reply Fri 5 Jun 12:00 asks you not to enquire",
            "Reply Sat 6 Jun 10:00 asks for two references",
            "Message sent Sun 7 Jun 10:00 to Hanako Sato, Ken Ito",
        ):
            assert text in " ".join(shown)
        assert shown.count("Decision promised") == 2
        assert "Fri 19 Jun" in shown  # that a case was taken up again may name a date, too

    def test_a_picture_says_that_an_answer_is_due_or_late(self) -> None:
        asked = reply("2026-06-05 10:00", asks_for="two references")
        shown = " ".join(texts(picture(interview(), [asked], now=at("2026-06-05 11:00"))))
        assert "Answer Fri 5 Jun 11:00 two references; to Hanako Sato; on time until the end of Mon 8 Jun" in shown
        late = " ".join(texts(picture(interview(), [asked], now=at("2026-06-10 11:00"))))
        assert "to Hanako Sato; late: was on time until the end of Mon 8 Jun" in late

    def test_a_picture_says_that_nobody_can_get_an_answer(self) -> None:
        case = interview(contacts=(HR.replace(email=None),))
        asked = reply("2026-06-05 10:00", asks_for="two references")
        shown = " ".join(texts(picture(case, [asked], now=at("2026-06-05 11:00"))))
        assert "Answer Fri 5 Jun 10:00 on time until the end of Mon 8 Jun. The e-mail address" in shown

    def test_a_picture_says_that_a_new_time_is_missing(self) -> None:
        events: list[Event] = [
            not_held("2026-06-03 15:00"),
            reopened("2026-06-05 10:00"),
        ]
        shown = " ".join(texts(picture(interview(), events, now=at("2026-06-05 11:00"))))
        assert (
            "New time for the interview Fri 5 Jun 10:00: "
            "Agree on a new time for the interview, and set ended_at to its end."
        ) in shown

    def test_a_picture_shows_a_bounced_address_without_a_name(self) -> None:
        bounce = bounced("2026-06-05 09:00", PEER)
        shown = texts(to_svg((), interview(contacts=(PEER.replace(name=None),)), [bounce]))
        assert "mori@example.com" in shown

    def test_a_picture_says_that_nobody_can_be_written_to(self) -> None:
        case = interview(contacts=())
        step = next_action(case, (), now=at("2026-06-04 16:00"))
        assert isinstance(step, Blocked)
        shown = " ".join(texts(to_svg((step,), case, now=NOW)))
        assert "There is nobody to thank: add the address of somebody who interviewed you." in shown

    def test_a_picture_says_that_nobody_can_be_written_to_yet(self) -> None:
        case, now = interview(contacts=()), at("2026-06-03 16:00")
        step = next_action(case, (), now=now)
        assert isinstance(step, WaitUntil)
        assert "nobody to write to yet" in " ".join(texts(to_svg((step,), case, now=now)))

    def test_screen_readers_are_told_all_of_a_picture(self) -> None:
        root = ET.fromstring(picture(interview(), [THANKED]))  # noqa: S314 - our own
        title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert told is not None
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
        assert title.text == "Data Engineer, Acme"
        assert (told.text or "").startswith(
            "All times are Asia/Tokyo time. Interview, Wed 3 Jun 15:00; "
            "Thank-you note sent, Thu 4 Jun 16:00: to Yuki Mori; "
        )

    def test_a_picture_without_a_time_has_no_today(self) -> None:
        shown = texts(to_svg(plan(interview(), (), now=NOW), interview()))
        assert "Interview" in shown
        assert "Today" not in shown

    def test_a_notebook_shows_a_picture(self) -> None:
        svg = picture(interview())
        assert svg._repr_svg_() == svg

    def test_a_picture_needs_nothing_from_elsewhere(self) -> None:
        svg = picture(interview())
        assert not re.search(r"<script|<image|<foreignObject|@import|url\(|\shref|\son\w+=", svg)
        assert re.findall(r"https?://[^\"' ]+", svg) == ["http://www.w3.org/2000/svg"]

    def test_a_picture_has_a_light_and_a_dark_scheme(self) -> None:
        assert "@media (prefers-color-scheme:dark)" in picture(interview())

    @pytest.mark.untraced  # tracing makes it take twice as long
    @pytest.mark.parametrize("years", [2, 60])
    def test_a_long_case_stays_a_picture(self, years: int) -> None:
        root = ET.fromstring(picture(interview(), now=NOW.replace(year=2026 + years)))  # noqa: S314 - our own
        assert float(root.attrib["viewBox"].split()[3]) < 200_000


class TestEscaping:
    @pytest.mark.parametrize(
        "name", ["<script>alert(1)</script>", "]]>", "&amp;", '"\' onload="x', "</text></svg>", "a\ufffeb"]
    )
    def test_a_name_in_a_picture_is_only_text(self, name: str) -> None:
        people = (HR.replace(name=name), LEAD, PEER)
        svg = picture(interview(company=name, position=name, contacts=people))
        root = ET.fromstring(svg)  # noqa: S314 - our own
        kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert kinds == {"svg", "title", "desc", "style", "rect", "path", "circle", "text", "g"}
        title = root.find(f"{SVG}title")
        assert title is not None
        clean = name.replace("\ufffe", "\ufffd")
        assert title.text == f"{clean}, {clean}"


class TestBadInput:
    @pytest.mark.parametrize(
        ("changes", "error", "problem"),
        [
            (
                {"now": NOW.replace(tzinfo=None)},
                InputError,
                r"now must be timezone-aware, got datetime\(2026, 6, 5, 10, 0\)",
            ),
            (
                {"plan": ("x",)},
                InputError,
                "plan must be the steps of a plan: Send, Respond, WaitUntil or Blocked, got 'x'",
            ),
            ({"interview": "x"}, InputError, "interview must be an Interview, got 'x'"),
            (
                {"interview": interview(contacts=())},
                InputError,
                r"plan must be a plan of this interview, for its contacts \(none yet\), got 'peer'",
            ),
            (
                {"history": ("x",)},
                InputError,
                "events.0 must be an event; read JSON with Case, or with Progress, got 'x'",
            ),
            ({"history": (thank_you(NOW, "nobody"),)}, HistoryError, "'nobody'"),
        ],
    )
    def test_wrong_input_of_a_picture_is_refused(
        self, changes: dict[str, Any], error: type[Exception], problem: str
    ) -> None:
        case = interview()
        given: dict[str, Any] = {"plan": plan(case, (), now=NOW), "interview": case, "now": NOW}
        with pytest.raises(error, match=problem):
            to_svg(**given | changes)


LONG_JA = (
    "株式会社日本次世代情報通信基盤総合研究開発機構東京本社第一事"
    "業部先端技術開発本部人工知能応用研究推進室共同研究企画調整課"
)
LONG_DE = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauuntergesellschaft"[:60]
LONG_WORDS = "Gesellschaft für angewandte Schifffahrtselektrizität Nord KG"


def _busy() -> tuple[Interview, list[Event], Any]:
    """Return a case of three months, with an event every few days."""
    case = interview(ended_at=at("2026-04-24 15:00"), decision_by=date(2026, 5, 12))
    events: list[Event] = [
        reply(at("2026-04-27 10:00") + timedelta(days=4 * i), "hr", decision_by=date(2026, 7, 1)) for i in range(20)
    ]
    return case, [*events, follow_up("2026-07-20 10:00")], at("2026-07-21 10:00")


def cases() -> dict[str, str]:
    long = {
        name: interview(
            company=text,
            position=text,
            contacts=(
                HR.replace(name=text),
                Contact(id="peer", name=text, roles={ContactRole.INTERVIEWER}, email="peer@example.com"),
                *(
                    Contact(id=f"p{i}", name=text, roles={ContactRole.INTERVIEWER}, email=f"p{i}@example.com")
                    for i in range(3)
                ),
            ),
        )
        for name, text in (
            ("ja", LONG_JA),
            ("de", LONG_DE),
            ("de-words", LONG_WORDS),
            ("wide", "W" * 60),
            ("thin", "i" * 60),
        )
    }
    busy, events, now = _busy()
    return {
        "short": picture(interview(), [THANKED]),
        "after a no": picture(interview(), [THANKED, rejection("2026-06-10 10:00", None)]),
        "asleep for years": picture(interview(), [snoozed(NOW, "2028-05-08")], at("2028-05-01 10:00")),
        "many replies on one day": picture(
            interview(),
            [asks(NOW + timedelta(minutes=i), "hr", asks_for="a call") for i in range(30)],
            at("2026-06-08 10:00"),
        ),
        "blocked": picture(interview(contacts=(PEER.replace(email=None),)), (), at("2026-06-08 10:00")),
        "three months": picture(busy, events, now),
        **{name: picture(case, now=at("2026-06-03 16:00")) for name, case in long.items()},
    }


_PAGE = """<!doctype html><meta charset="utf-8"><body style="margin:0">%s<script>
addEventListener("load", () => {
const seen = [...document.querySelectorAll("iframe")].map((frame) => {
  const page = frame.contentDocument;
  const boxes = [...page.querySelectorAll("text")].map((text) => {
    const box = text.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom, text.textContent];
  });
  const picture = page.querySelector("svg").getBoundingClientRect();
  return { width: frame.clientWidth, picture: [picture.left, picture.top, picture.right, picture.bottom], boxes };
});
document.body.textContent = JSON.stringify(seen);
});
</script>"""


@needs_browser
def test_no_text_overlaps_or_leaves_the_view(tmp_path: Path) -> None:
    assert {len(LONG_JA), len(LONG_DE), len(LONG_WORDS)} == {60}
    made = cases()
    frames = [
        f'<iframe style="width:{width}px;height:9000px;border:0" srcdoc="{_attribute(svg)}"></iframe>'
        for svg in made.values()
        for width in (360, 1200)
    ]
    page = tmp_path / "page.html"
    page.write_text(_PAGE % "".join(frames), encoding="utf-8")
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=5000",
        "--dump-dom",
        page.as_uri(),
    ]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120)  # noqa: S603 - our own page
    body = re.search(r"<body[^>]*>(.*)</body>", run.stdout, re.DOTALL)
    assert body is not None, run.stdout[:500]
    seen = json.loads(
        body[1].replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u00a0").replace("&amp;", "&")
    )
    assert [frame["width"] for frame in seen] == [360, 1200] * len(made)
    for frame in seen:
        left, top, right, bottom = frame["picture"]
        assert 0 <= left < right <= frame["width"]
        assert len(frame["boxes"]) > 10
        for box in frame["boxes"]:
            assert left <= box[0] < box[2] <= right, box
            assert top <= box[1] < box[3] <= bottom, box
        boxes = sorted(frame["boxes"], key=lambda box: box[1])
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
                assert apart, (one, other)


def _attribute(svg: str) -> str:
    return ("<body style='margin:0'>" + svg).replace("&", "&amp;").replace('"', "&quot;")


class TestDiagram:
    def test_every_row_of_the_table_is_in_the_diagram(self) -> None:
        drawn = set()
        for stage, to, kinds in re.findall(r"^    (\w+) --> (\w+): (.*)$", stage_diagram(), re.MULTILINE):
            drawn |= {(stage.replace("_", "-"), to.replace("_", "-"), kind) for kind in kinds.split(", ")}
        rows = set()
        for row in TRANSITIONS:
            kind = row.event.model_fields["kind"].default
            rows.add((row.stage.value, row.to.value, f"{kind} {row.touch.value}" if row.touch else kind))
        assert drawn == rows
        assert len(rows) == len(TRANSITIONS)

    def test_every_stage_is_in_the_diagram(self) -> None:
        for stage in Stage:
            assert f"{stage.value.replace('-', '_')} --> " in stage_diagram()

    def test_the_diagram_begins_where_a_case_begins(self) -> None:
        assert stage_diagram().startswith("stateDiagram-v2\n    [*] --> interviewed\n")

    def test_what_stays_in_every_stage_is_said(self) -> None:
        last = stage_diagram().splitlines()[-1]
        assert last == (
            "    %% in every stage, staying there: "
            "message-sent, out-of-office-received, bounced, snoozed, touch-skipped"
        )


def test_labels_never_stand_before_the_label_above() -> None:
    root = ET.fromstring(picture(*_busy()))  # noqa: S314 - our own
    heads = [float(text.attrib["y"]) for text in root.iter(f"{SVG}text") if text.get("class") == "bold"]
    assert all(above < below for above, below in pairwise(heads))
