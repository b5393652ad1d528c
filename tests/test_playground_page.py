"""The playground in Chromium: fast, errors at their fields, nothing leaves the page, and open to everybody.

It needs a built folder: ``python tools/playground.py build/playground``.
"""

from __future__ import annotations

import email
import email.policy
import json
import runpy
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from chromium import Page, running, served
from followup_rules import Case
from peers import file_of, needs_browser, needs_node
from playing import MEASURES, READY, case, hash_of, settled, shared, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chromium import Browser

    Open = Callable[..., Page]
    Site = tuple[str, list[str]]

ROOT = Path(__file__).parent.parent
BUILT = ROOT / "build" / "playground"
COMMAND = "python tools/playground.py build/playground"
MARKUP = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"

pytestmark = pytest.mark.skipif(not BUILT.exists(), reason=f"the playground is not built: {COMMAND}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the built page below /built/, and the page as it is in the repository, without Python, below /bare/."""
    made_of = runpy.run_path(str(ROOT / "tools" / "playground.py"))["digest"]()
    if (BUILT / "python" / "source.txt").read_text("utf-8").strip() != made_of:
        pytest.fail(f"the built playground is not that of these sources: {COMMAND}")
    folder = tmp_path_factory.mktemp("site")
    (folder / "built").symlink_to(BUILT)
    (folder / "bare").symlink_to(ROOT / "docs" / "playground")
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def loaded(browser: Browser, site: Site) -> Page:
    """Return a page with Python, for all tests that need not see it load."""
    page = Page(browser)
    page.open(f"{site[0]}/built/index.html")
    page.wait(READY, 120)  # how fast it is, TestSpeed says
    return page


@pytest.fixture
def page_of(loaded: Page) -> Iterator[Open]:
    """Return what opens a case by its link in the loaded page; in the end, the page may not have complained."""

    def page_of(end: str, *, width: int = 1280, scheme: str = "light") -> Page:
        loaded.size(width)
        loaded.scheme(scheme)
        loaded.run("document.querySelector('#again').click()")  # else a link that is there already changes nothing
        settled(loaded)
        loaded.run(f"document.body.dataset.asking = ''; location.hash = {json.dumps(end)}")
        settled(loaded)
        return loaded

    before = len(loaded.complaints())
    yield page_of
    assert loaded.complaints()[before:] == []


@needs_browser
class TestSpeed:
    def test_the_first_answer_is_there_within_ten_seconds(self, browser: Browser, site: Site) -> None:
        """The best of three counts, since other programs may keep this machine busy."""
        took: list[float] = []
        while len(took) < 3 and (not took or min(took) >= 10_000):
            page = Page(browser)
            page.open(f"{site[0]}/built/index.html")
            page.wait(READY)
            took.append(page.run(f"{MEASURES}.map((each) => each.startTime + each.duration)[0]"))
            assert "thank-you note to Ken Ito" in page.text("#answer")
            assert "how the team moved its warehouse" in page.run("document.querySelector('.draft textarea').value")
            assert page.complaints() == []
            page.close()
        print(f"first answer: {took} ms")  # noqa: T201 - seen with -s
        assert min(took) < 10_000

    EDITS = (
        *[("#company", f"Acme {end}") for end in range(5)],
        *[("#language", language) for language in ("de", "es", "fr", "pt", "ja", "ko", "zh", "en")],
        ("#tone", "friendly"),
        *[("#country", country) for country in ("DE", "US", "FR", "GB", "JP")],
        ("#now", "2026-06-15T10:00"),
        ("#now", "2026-06-05T10:00"),
        (".draft textarea", "Dear Yuki Mori, thank you for [topic]."),
    )

    def test_answers_take_less_than_100_ms(self, page_of: Open) -> None:
        """From the key to the page; the best of three counts, since other programs may keep this machine busy."""
        best = [float("inf")] * len(self.EDITS)
        for _ in range(3):
            page = page_of(hash_of(case()))
            took = []
            for selector, value in self.EDITS:
                page.run("performance.clearMeasures()")
                page.fill(selector, value)
                settled(page)
                took.append(page.run(f"{MEASURES}.at(-1).duration"))
            print(f"answers: {[*map(round, took)]} ms")  # noqa: T201 - seen with -s
            best = [*map(min, best, took)]
            if max(best) < 100:
                break
        assert max(best) < 100


@needs_browser
class TestAnswer:
    def test_the_page_shows_the_answer_its_reasons_the_plan_the_picture_and_the_message(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        assert page.text("#answer") == "Send the thank-you note to Yuki Mori by Fri 5 Jun 15:00 (Asia/Tokyo)"
        assert "Thu 4 Jun 2026 15:00 to Fri 5 Jun 2026 15:00 (Asia/Tokyo)" in page.text("#window")
        assert "Yuki Mori interviewed you and has not been thanked. G15" in page.text("#reasons")
        assert "On time: Mon 15 Jun 2026 09:00 to Tue 16 Jun 2026 18:00" in page.text("#plan")
        assert page.run("document.querySelector('#picture svg title').textContent") == "Data Engineer, Acme"
        assert page.run("document.querySelector('.draft textarea').value").startswith("Dear Yuki Mori,")
        assert "hint, line 1: Add one specific thing that you learned" in page.text(".findings")

    def test_what_was_sent_becomes_an_event(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        page.click("#sent")
        until(page, "#answer", "Wait until Mon 15 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato")
        assert page.run("document.querySelector('#events [data-name=kind]').value") == "thank-you-sent"
        page.click("#events .remove")
        until(page, "#answer", "Send the thank-you note to Yuki Mori")

    @pytest.mark.parametrize("language", ["de", "en", "es", "fr", "pt", "ja", "ko", "zh"])
    def test_the_message_is_in_the_chosen_language(self, page_of: Open, language: str) -> None:
        page = page_of(hash_of(case()))
        page.fill("#language", language)
        page.wait(f"document.querySelector('.draft textarea')?.lang === '{language}'")
        opening = {"de": "Guten Tag Yuki Mori,", "en": "Dear Yuki Mori,", "ja": "Acme\nYuki Mori 様"}.get(language, "")
        assert page.run("document.querySelector('.draft textarea').value").startswith(opening)

    def test_an_edited_message_is_reviewed_and_can_be_taken_back(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        page.fill(".draft textarea", "Dear Yuki Mori, thank you for [topic].")
        until(page, ".findings", "'[topic]' looks like a blank that was never filled in (G31).")
        page.click(".undo")
        page.wait("document.querySelector('.draft textarea').value.startsWith('Dear Yuki Mori,\\n')")

    @pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
    def test_now_follows_the_clock_of_the_company_until_it_is_set(self, page_of: Open, zone: str) -> None:
        page = page_of(hash_of(case()))
        page.fill("#timezone", zone)
        assert page.run("document.querySelector('#now').value") == "2026-06-05T10:00"
        page.click("#clock")
        page.fill("#timezone", "Europe/Berlin")
        page.fill("#timezone", zone)
        shown = datetime.fromisoformat(page.run("document.querySelector('#now').value")).replace(tzinfo=ZoneInfo(zone))
        assert abs(datetime.now(UTC) - shown) < timedelta(minutes=2)

    def test_who_bounced_brings_the_address_with_it(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        page.click("#add-event")
        page.run(
            "{ const kind = document.querySelector('#events [data-name=kind]'); kind.value = 'bounced';"
            " for (const name of ['input', 'change']) kind.dispatchEvent(new Event(name, {bubbles: true})); }"
        )
        address = "document.querySelector('#events [data-name=email]').value"
        page.fill("#events [data-name=contact]", "hr")
        assert page.run(address) == "sato@example.com"
        page.fill("#events [data-name=contact]", "peer")
        assert page.run(address) == "mori@example.com"
        settled(page)
        assert page.run("document.querySelectorAll('.error:not(li)').length") == 0
        page.fill("#events [data-name=email]", "old@example.com")
        page.fill("#events [data-name=contact]", "hr")
        assert page.run(address) == "old@example.com"


@needs_browser
class TestProblems:
    def test_a_wrong_address_stands_at_its_field_in_the_words_of_the_library(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        before = page.text("#picture")
        page.fill("#contacts [data-name=email]", "sato@")
        until(page, "#answer", "One thing in the form is not right yet.")
        found = page.run("""(() => {
            const field = document.querySelector("#contacts [data-name=email]");
            const error = document.getElementById(field.getAttribute("aria-describedby"));
            return [field.getAttribute("aria-invalid"), error.textContent, field.parentElement.contains(error)];
        })()""")
        words = (
            "must be an e-mail address such as 'jane@example.com', got 'sato@': "
            "There must be something after the @-sign."
        )
        assert found == ["true", words, True]
        assert page.text("#problems") == f"Person 1, E-mail address: {words}"
        assert page.text("#picture") == before
        page.click("#problems a")
        assert page.run("document.activeElement.dataset.name") == "email"
        page.fill("#contacts [data-name=email]", "sato@example.com")
        until(page, "#answer", "Send the thank-you note")
        assert (
            page.run("document.querySelectorAll('.error:not(li), [aria-invalid], [aria-describedby$=error]').length")
            == 0
        )

    def test_each_problem_has_its_own_place(self, page_of: Open) -> None:
        page = page_of(hash_of(case(events=[{"kind": "thank-you-sent", "at": "", "to": []}])))
        page.fill("#timezone", "Tokyo")
        page.fill("#company", "")
        until(page, "#answer", "4 things in the form are not right yet.")
        assert page.text("#problems").splitlines() == [
            "Company: is missing",
            "Time zone of the company: must be an IANA time zone such as 'Asia/Tokyo', got 'Tokyo'",
            "Event 1, When: is missing",
            "Event 1, To: is missing",
        ]

    def test_a_row_is_no_error_while_somebody_is_in_it(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        answer = page.text("#answer")
        page.click("#add-contact")
        settled(page)
        wrong = "document.querySelectorAll('.error:not(li), [aria-invalid]').length"
        row = "#contacts .row:last-child"
        assert page.text(f"{row} .mild") == "Fill this in, so that it counts."
        assert (page.text("#answer"), page.run(wrong)) == (answer, 0)
        page.run("document.querySelector('#company').focus()")  # nobody typed in it
        page.run("document.querySelector('#contacts .row:last-child input').focus()")
        page.type("Ann Lee")
        settled(page)
        assert (page.text("#answer"), page.run(wrong)) == (answer, 0)
        page.run("document.querySelector('#company').focus()")
        until(page, "#answer", "One thing in the form is not right yet.")
        assert page.text("#problems") == "Person 3, Role: is missing"
        page.click(f"{row} [data-name=roles] input")
        until(page, "#answer", answer)
        assert page.run("document.querySelectorAll('.mild, .error:not(li), form [aria-describedby]').length") == 0

    def test_an_event_at_an_odd_time_has_a_note(self, page_of: Open) -> None:
        page = page_of(hash_of(case(events=[{"kind": "reply-received", "at": "2026-06-09T09:00"}])))
        assert page.text("#events .mild") == "This is later than “Now”. It counts all the same."
        assert page.run("document.querySelectorAll('[aria-invalid]').length") == 0
        described = "document.querySelector('#events [data-name=at]').getAttribute('aria-describedby')"
        assert page.run(f"document.getElementById({described}).className") == "mild"
        page.fill("#events [data-name=at]", "2026-06-01T09:00")
        until(page, "#events .mild", "This is before the interview ended.")
        page.fill("#events [data-name=at]", "2026-06-05T09:00")
        settled(page)
        assert page.run("document.querySelectorAll('.mild, form [aria-describedby]').length") == 0

    def test_a_country_may_be_typed_in_small_letters(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        page.fill("#country", "de")
        settled(page)
        assert page.run("document.querySelector('#country').value") == "DE"
        assert page.run("document.querySelectorAll('.error:not(li)').length") == 0

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Austria", "AT"),
            ("AUSTRIA", "AT"),
            ("turkiye", "TR"),
            ("uk", "GB"),
            ("Côte d’Ivoire", "CI"),
            ("Niger", "NE"),
        ],
    )
    def test_a_country_may_be_named(self, page_of: Open, name: str, code: str) -> None:
        page = page_of(hash_of(case()))
        page.fill("#country", name)
        page.run("document.querySelector('#country').dispatchEvent(new Event('change', {bubbles: true}))")
        settled(page)
        assert page.run("document.querySelector('#country').value") == code
        assert page.run("document.querySelectorAll('.error:not(li)').length") == 0

    def test_a_region_may_be_named(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        page.fill("#country", "DE")
        page.run("document.querySelector('#subdivision').focus()")
        page.wait("document.querySelectorAll('#regions option').length > 15")
        page.fill("#subdivision", "bayern")
        page.run("document.querySelector('#subdivision').dispatchEvent(new Event('change', {bubbles: true}))")
        settled(page)
        assert page.run("document.querySelector('#subdivision').value") == "BY"
        assert page.run("document.querySelectorAll('.error:not(li)').length") == 0

    @pytest.mark.parametrize(
        ("typed", "hint"),
        [
            ("AUSTRI", "Did you mean AT (Austria)?"),
            ("Austria", "Did you mean AT (Austria)?"),
            ("Niger", "Did you mean NE (Niger)?"),
            ("Austr", "You can also type its whole name in English."),
            ("Atlantis", "You can also type its whole name in English."),
        ],
    )
    def test_an_unknown_country_is_told_what_to_type(self, page_of: Open, typed: str, hint: str) -> None:
        words = f"must be an ISO 3166-1 code of two capital letters, such as 'JP', got '{typed}'"
        page = page_of(hash_of(case()))
        page.fill("#country", typed)
        until(page, "#problems", f"Country: {words}. {hint}")
        page.run("document.querySelector('#country').dispatchEvent(new Event('change', {bubbles: true}))")

    def test_nothing_is_saved_of_a_wrong_form(self, page_of: Open) -> None:
        page = page_of(hash_of(case(candidate={"name": "Mei Tan"})))
        page.click("[data-take=json]")
        until(page, "#said", "Nothing was saved")

    def test_a_folder_without_python_says_so(self, browser: Browser, site: Site) -> None:
        page = Page(browser)
        page.open(f"{site[0]}/bare/index.html")
        until(page, "#answer", "Python could not be loaded")
        assert page.text("#drafts-title + *") == ""
        page.close()


@needs_browser
class TestNothingLeaves:
    def test_no_request_leaves_the_machine(self, browser: Browser, site: Site) -> None:
        """What the browser says that page and worker ask is all that the server hears, and nobody else is asked."""
        address, heard = site
        page, seen = Page(browser), len(heard)
        page.call("Network.setCacheDisabled", cacheDisabled=True)
        page.open(f"{address}/built/index.html{hash_of(case())}")
        page.wait(READY)
        page.click("#sent")
        until(page, "#answer", "first follow-up")
        shared(page)
        asked = [each for each in page.asked() if not each.startswith(("blob:", "data:"))]  # which go nowhere
        assert f"{address}/built/python/site.zip" in asked
        assert [each for each in asked if not each.startswith(f"{address}/built/")] == []
        assert {each.partition("#")[0].removeprefix(address) for each in asked} >= set(heard[seen:])
        assert not any("Acme" in each or "case" in each for each in heard)
        page.close()

    def test_the_page_and_its_workers_may_not_ask_another_server(
        self, browser: Browser, site: Site, tmp_path: Path
    ) -> None:
        page = Page(browser)
        page.open(f"{site[0]}/bare/index.html")
        until(page, "#answer", "Python could not be loaded")
        with served(tmp_path) as (other, heard):
            asking = f"fetch('{other}/', {{mode: 'no-cors'}}).then(() => 'went', () => 'refused')"
            assert page.run(asking) == "refused"
            source = f"{asking}.then((how) => postMessage(how))"
            worker = f"""new Promise((resolve) => {{
                const source = new Blob([{json.dumps(source)}], {{type: "text/javascript"}});
                const worker = new Worker(URL.createObjectURL(source), {{type: "module"}});
                worker.onmessage = (event) => resolve(event.data);
            }})"""
            assert page.run(worker) == "refused"
            assert heard == []
            page.open(f"{site[0]}/")  # a page without a policy may: so it is the policy that refuses
            page.wait("location.pathname === '/'")
            assert (page.run(asking), heard) == ("went", ["/"])
        page.close()

    def test_a_link_cannot_bring_markup(self, page_of: Open) -> None:
        person = {"id": "x", "name": MARKUP, "email": "x@example.com", "roles": ["interviewer"], "learned": MARKUP}
        event = {"kind": "reply-received", "at": "2026-06-04T10:00", "sender": "x", "asks_for": MARKUP}
        about = case()["interview"] | {"company": MARKUP, "position": MARKUP, "learned": MARKUP}
        page = page_of(hash_of(case(interview=about, contacts=[person], events=[event])))
        until(page, "#answer", "<img src=x onerror=")
        page.click("#events .remove")
        until(page, "#answer", "thank-you note to <img src=x")
        assert MARKUP in page.run("document.querySelector('.draft textarea').value")
        assert page.run("document.querySelectorAll('img, script:not([src])').length") == 0
        assert page.run("window.hacked") is None


@needs_browser
class TestLink:
    def test_a_link_keeps_the_whole_case(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        page.fill("#company", "Müller & 株式会社 🙂")
        page.fill("#promise", "within_days")
        page.fill("#promise_number", "10")
        settled(page)
        page.click("#sent")
        until(page, "#answer", "first follow-up")
        link = shared(page)
        answer = page.text("#answer")
        other = page_of("#" + link.partition("#")[2])
        assert other.text("#answer") == answer
        assert other.run("document.querySelector('#company').value") == "Müller & 株式会社 🙂"
        assert other.run("document.querySelector('#promise_number').value") == "10"
        assert other.run("[...document.querySelectorAll('#events input:checked')].map((box) => box.value)") == ["peer"]
        assert shared(other) == link

    @pytest.mark.parametrize(
        "end",
        ["#case=", "#case=%%%", "#case=AAAA", hash_of(7), hash_of(["a"]), hash_of({"contacts": 3, "events": [1]})],
    )
    def test_a_broken_link_does_no_harm(self, page_of: Open, end: str) -> None:
        page = page_of(end)
        assert page.text("#answer")
        assert page.run("document.querySelector('#language').value") in ("de", "en")

    @pytest.mark.parametrize(
        ("end", "why"),
        [
            ("#case=AAAA", "It is damaged, or a part of it is missing."),
            ("#case=%%%", "It is damaged, or a part of it is missing."),
            (hash_of(case())[:-40], "It is damaged, or a part of it is missing."),
            (hash_of(["a"]), "There is no case in it."),
            (hash_of({"interview": {"company": "a" * 5_000_000}}), "It is too long."),
        ],
    )
    def test_a_link_that_cannot_be_read_shows_the_example_and_says_so_at_the_top(
        self, page_of: Open, end: str, why: str
    ) -> None:
        page = page_of(end)
        until(page, "#notice", "This is the example.")
        assert page.text("#notice") == f"The case in the link cannot be read. {why} This is the example."
        assert "Ken Ito" in page.text("#answer")
        page.fill("#company", "Globex")
        assert page.text("#notice") == ""


@needs_browser
class TestOpened:
    """A file, and the example, replace the case; "Undo" brings it back."""

    def opened(self, page: Page, path: Path, said: str) -> None:
        found = page.call("Runtime.evaluate", expression="document.querySelector('#file')")["result"]["objectId"]
        page.call("DOM.setFileInputFiles", files=[str(path)], objectId=found)
        until(page, "#begun", said)
        settled(page)

    def test_a_file_of_the_library_fills_the_form(self, page_of: Open, tmp_path: Path) -> None:
        about = case()
        interview = about["interview"] | {
            "id": "x",
            "ended_at": "2026-06-03T15:00+09:00",
            "contacts": about["contacts"],
        }
        sent = {"kind": "thank-you-sent", "at": "2026-06-05T00:30Z", "to": ["peer"]}
        stored = {"interview": interview | {"round": 2}, "events": [sent], "candidate": about["candidate"]}
        path = tmp_path / "acme.json"
        path.write_text(Case.model_validate(stored).model_dump_json(), encoding="utf-8")
        page = page_of(hash_of(case()))
        page.fill("#company", "Globex")
        settled(page)
        self.opened(page, path, "This page has no field for all of it, and leaves out: interview.round.")
        assert page.run("document.querySelector('#company').value") == "Acme"
        assert page.run("document.querySelector('#ended_at').value") == "2026-06-03T15:00"
        assert page.run("document.querySelector('#events [data-name=at]').value") == "2026-06-05T09:30"
        assert page.text("#begun").startswith("acme.json is open.")
        page.click("#back")
        settled(page)
        assert page.run("document.querySelector('#company').value") == "Globex"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("hello", "wrong.json is not a case. Invalid JSON"),
            (
                '{"interview": 5}',
                "wrong.json is not a case. interview: must be an object with the fields of Interview, got 5.",
            ),
            ("{}" + " " * 2_000_000, "wrong.json is too large for a case."),
        ],
    )
    def test_a_file_that_is_no_case_changes_nothing(self, page_of: Open, tmp_path: Path, text: str, said: str) -> None:
        (tmp_path / "wrong.json").write_text(text, encoding="utf-8")
        page = page_of(hash_of(case()))
        page.fill("#company", "Globex")
        settled(page)
        self.opened(page, tmp_path / "wrong.json", said)
        assert page.run("document.querySelector('#company').value") == "Globex"

    def test_a_link_that_is_opened_in_the_tab_can_be_undone(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        page.fill("#company", "Globex")
        settled(page)
        page.run(f"location.hash = {json.dumps(hash_of(case(candidate={})))}")
        until(page, "#no-drafts", "Add your name and e-mail address")
        page.click("#back")
        until(page, "#begun", "Your case is back.")
        assert page.run("document.querySelector('#company').value") == "Globex"
        assert page.run("location.hash") == hash_of(case())

    def test_who_starts_again_by_mistake_gets_the_case_back(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        page.fill("#company", "Globex")
        page.fill(".draft textarea", "Dear Yuki Mori, thank you.")
        settled(page)
        before = page.text("#answer")
        page.run("document.querySelector('#again').focus()")
        page.press("Enter")
        until(page, "#begun", "This is the example.")
        until(page, "#answer", "Ken Ito")
        page.press("Tab")
        page.press("Enter")
        until(page, "#begun", "Your case is back.")
        settled(page)
        assert page.run("document.querySelector('#company').value") == "Globex"
        assert page.run("document.querySelector('.draft textarea').value") == "Dear Yuki Mori, thank you."
        assert page.text("#answer") == before
        assert page.run("document.activeElement.id") == "again"
        assert page.run("document.querySelector('#back').hidden") is True


@needs_browser
class TestKept:
    def test_a_tab_that_is_loaded_again_has_the_form_as_it_was(self, browser: Browser, site: Site) -> None:
        page = Page(browser)
        page.open(f"{site[0]}/built/index.html{hash_of(case())}")
        page.wait(READY)
        page.fill("#company", "Globex")
        settled(page)
        page.run("window.isOld = true")
        page.call("Page.reload")
        page.wait(f"!window.isOld && {READY}")
        assert page.run("document.querySelector('#company').value") == "Globex"
        page.click("#again")
        settled(page)
        assert page.run("document.querySelector('#company').value") == "Acme"
        page.close()


@needs_browser
class TestTakenOut:
    def test_the_files_are_what_other_programs_read(self, browser: Browser, page_of: Open, tmp_path: Path) -> None:
        """They are named after the company, and the page says so beside the button that was pressed."""
        about = case()["interview"] | {"company": "../Müller & Söhne: 株式会社?"}
        page = page_of(hash_of(case(interview=about)))
        browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))

        def saved(button: str, status: str, name: str) -> bytes:
            page.click(button)
            until(page, status, f"Saved as {name}")
            path = tmp_path / name
            ends = time.monotonic() + 20
            while not (path.exists() and path.stat().st_size) and time.monotonic() < ends:
                time.sleep(0.05)
            return path.read_bytes()

        company = "follow-up-Müller-Söhne-株式会社"
        read = Case.model_validate_json(saved("[data-take=json]", "#said", f"{company}.json"))
        assert [contact.id for contact in read.interview.contacts] == ["hr", "peer"]
        calendar = Calendar.from_ical(saved("[data-take=ics]", "#said", f"{company}.ics").decode())
        due = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT") if event["STATUS"] == "CONFIRMED"]
        assert due[0] == "Thank-you note: Data Engineer, ../Müller & Söhne: 株式会社?"
        draft = saved(".eml", ".draft [role=status]", f"{company}-Yuki-Mori.eml")
        mail = email.message_from_bytes(draft, policy=email.policy.default)
        assert (mail["To"], mail["Subject"]) == (
            "Yuki Mori <mori@example.com>",
            "Thank you for the Data Engineer interview",
        )
        page.fill("#company", "../")
        page.fill(".draft textarea", "Dear Yuki Mori, thank you.")
        settled(page)
        saved("[data-take=ics]", "#said", "follow-up.ics")


@needs_browser
class TestEverybody:
    def test_the_page_can_be_used_by_keyboard_alone(self, page_of: Open) -> None:
        """Everything that has the focus shows it, and an event is added, filled in and removed again."""
        page = page_of(hash_of(case()))
        page.run("document.querySelector('a').focus()")
        seen = []
        for _ in range(150):
            page.press("Tab")
            style = page.run("""(() => {
                const {id, dataset, className, tagName} = document.activeElement;
                const {outlineStyle, outlineWidth} = getComputedStyle(document.activeElement);
                const name = id || dataset.name || dataset.take || className || tagName;
                return [name, outlineStyle, parseFloat(outlineWidth)];
            })()""")
            if style[0] == "BODY":
                break
            assert style[1] != "none", style
            assert style[2] >= 2, style
            seen.append(style[0])
        for name in (
            "company",
            "timezone",
            "add-contact",
            "add-event",
            "your-name",
            "language",
            "now",
            "share",
            "json",
        ):
            assert name in seen
        page.run("document.querySelector('#add-event').focus()")
        page.press("Enter")
        assert page.run("document.activeElement.dataset.name") == "kind"
        page.press("ArrowDown")  # from a reply to a rejection
        page.press("ArrowDown")  # to an offer
        until(page, "#answer", "You have an offer.")
        page.run("document.querySelector('#events .remove').focus()")
        page.press("Enter")
        until(page, "#answer", "Send the thank-you note")
        assert page.run("document.activeElement.id") == "add-event"
        page.run("document.querySelector('#sent').focus()")
        page.press("Enter")
        until(page, "#answer", "first follow-up")
        assert page.run("document.activeElement.id") == "next-title"

    @pytest.mark.parametrize("width", [320, 360, 768, 1280])
    def test_nothing_is_wider_than_the_screen(self, page_of: Open, width: int) -> None:
        long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
        page = page_of(hash_of(case(interview=case()["interview"] | {"company": long, "position": long})), width=width)
        assert page.run("document.documentElement.scrollWidth") <= width

    def test_the_answer_leads_to_the_reasons_and_hides_no_heading(self, page_of: Open) -> None:
        """On a small screen the answer stays at the top; what is scrolled to stands below it."""
        page = page_of(hash_of(case()), width=360)
        page.click("#down")
        tops = """(() => {
            const card = document.querySelector('#next').getBoundingClientRect();
            const heading = document.querySelector(%s);
            heading.scrollIntoView();
            return [card.top, card.bottom <= heading.getBoundingClientRect().top];
        })()"""
        assert page.run("document.activeElement.id") == "why-title"
        for heading in ("#why-title", "#drafts-title", "#picture-title"):
            assert page.run(tops % json.dumps(heading)) == [0, True]
        assert page.run("location.hash").startswith("#case=")
        page_of(hash_of(case()), width=1280)
        assert page.run("getComputedStyle(document.querySelector('#down')).display") == "none"

    @needs_node
    @pytest.mark.parametrize("width", [360, 1280])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_no_violation(self, page_of: Open, width: int, scheme: str) -> None:
        """In the first case, with errors, with each kind of field open, and when nothing is due."""
        axe = file_of("axe-core", "axe.min.js")
        page = page_of(hash_of(case()), width=width, scheme=scheme)

        def violations() -> list[str]:
            page.run(axe)
            return list(
                page.run(
                    "axe.run().then(({violations}) => violations.map("
                    "({id, nodes}) => `${id}: ${nodes.map((node) => node.html)}`))"
                )
            )

        assert violations() == []
        page.click("#add-event")
        page.fill("#timezone", "Tokyo")
        page.fill("#contacts [data-name=email]", "sato@")
        page.run("for (const each of document.querySelectorAll('details')) each.open = true")
        page.run("document.querySelector('[data-name=roles] input:checked').click()")
        page.fill(".draft textarea", "Thank you for [topic]!!")
        until(page, "#answer", "not right yet")
        assert violations() == []
        page.click("#again")
        until(page, "#answer", "thank-you note to Ken Ito")
        shared(page)
        page.click("#add-contact")  # with notes, and with what the page says of a link
        page.click("#add-event")
        page.fill("#events [data-name=at]", "2100-06-01T09:00")
        settled(page)
        assert page.run("document.querySelectorAll('.mild').length") == 2
        assert violations() == []
        page.run("location.hash = '#case=AAAA'")
        until(page, "#notice", "This is the example.")
        settled(page)
        assert violations() == []


@needs_browser
class TestReadOut:
    """What a screen reader says."""

    HEADINGS = (
        (1, "When to follow up after an interview"),
        (2, "What to do next"),
        (2, "Why"),
        (2, "Messages"),
        (3, "To Yuki Mori"),
        (2, "Timeline"),
        (2, "The plan, if nothing happens"),
        (2, "What you could still find out"),
        (2, "Keep it, or share it"),
    )
    GROUPS = (
        "The interview",
        "The people",
        "Person 1",
        "Role",
        "Person 2",
        "Role",
        "What has happened since",
        "Event 1",
        "You, and how to write",
        "Now",
        "To Yuki Mori",
    )
    CONTROLS = ("button", "checkbox", "combobox", "Date", "DateTime", "link", "spinbutton", "textbox")

    def tree(self, page: Page) -> list[tuple[str, str, int | None]]:
        """Return role, name and level of all that the browser tells a screen reader, in the order of the page."""
        nodes = {node["nodeId"]: node for node in page.call("Accessibility.getFullAXTree")["nodes"]}
        found = []

        def walk(node: dict[str, Any]) -> None:
            if not node["ignored"]:
                level = [each["value"]["value"] for each in node.get("properties", ()) if each["name"] == "level"]
                found.append((node["role"]["value"], node.get("name", {}).get("value", ""), *(level or [None])))
            for child in node.get("childIds", ()):
                if child in nodes:
                    walk(nodes[child])

        walk(next(node for node in nodes.values() if "parentId" not in node))
        return found

    def test_headings_groups_and_controls_have_names_in_the_order_of_the_page(self, page_of: Open) -> None:
        page = page_of(hash_of(case(events=[{"kind": "reply-received", "at": "2026-06-05T09:00"}])))
        found = self.tree(page)
        headings = tuple((level, name) for role, name, level in found if role == "heading")
        assert headings == self.HEADINGS
        assert tuple(name for role, name, _ in found if role == "group" and name) == self.GROUPS
        controls = [(role, name) for role, name, _ in found if role in self.CONTROLS]
        assert len(controls) > 40
        assert [role for role, name in controls if not name.strip()] == []
        assert [name for role, name, _ in found if role == "form"] == ["Your case"]

    WATCH = """{
        window.heard = [];
        window.watching?.disconnect();
        window.watching = new MutationObserver((changes) => {
            for (const {target, attributeName} of changes) {
                const place = attributeName && target.getAttribute(attributeName);
                const text = attributeName ? place && document.getElementById(place).textContent : target.textContent;
                if (text) window.heard.push(text);
            }
        });
        for (const place of document.querySelectorAll("[role=status]"))
            window.watching.observe(place, {childList: true});
        window.watching.observe(document.activeElement, {attributeFilter: ["aria-describedby"]});
    }"""

    def heard(self, page: Page) -> list[str]:
        """Return what was said since it is watched, once the last of it was taken away."""
        page.wait("window.heard.length > 0")
        time.sleep(0.5)  # what belongs to it comes at the same time
        page.wait("document.querySelector('#spoken').textContent === ''")
        return list(page.run("window.heard"))

    def typed(self, page_of: Open, selector: str, text: str) -> list[str]:
        """Return what is said while somebody types into a field, ten keys a second."""
        page = page_of(hash_of(case()))
        time.sleep(1.5)  # in which the answer to this case is read out, unless it was the last one
        page.wait("document.querySelector('#spoken').textContent === ''")
        page.run(f"{{ const field = document.querySelector({json.dumps(selector)}); field.focus(); field.select(); }}")
        page.run(self.WATCH)
        for letter in text:
            page.type(letter)
            time.sleep(0.1)
        return self.heard(page)

    @pytest.mark.parametrize(
        ("selector", "text", "said"),
        [
            (
                "#contacts .row:last-child [data-name=name]",
                "Yuki Ono",
                ["Send the thank-you note to Yuki Ono by Fri 5 Jun 15:00 (Asia/Tokyo)"],
            ),
            (
                "#timezone",
                "Tokyo",
                [
                    "One thing in the form is not right yet: Time zone of the company.",
                    "must be an IANA time zone such as 'Asia/Tokyo', got 'Tokyo'",
                ],
            ),
        ],
    )
    def test_who_types_hears_the_answer_or_what_is_wrong_once(
        self, page_of: Open, selector: str, text: str, said: list[str]
    ) -> None:
        """The best of three counts: on a busy machine, the time between two keys may be that of a rest."""
        found: list[str] = []
        for _ in range(3):
            found = self.typed(page_of, selector, text)
            if sorted(found) == said:
                break
        assert sorted(found) == said

    def test_all_that_is_wrong_is_named(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        page.run("document.querySelector('#position').focus()")
        page.run(self.WATCH)
        page.run("document.querySelector('#timezone').value = 'Tokyo'")
        page.fill("#company", "")
        page.wait("window.heard.some((text) => text.includes('not right'))")
        said = "2 things in the form are not right yet: Company; Time zone of the company."
        assert page.run("window.heard.at(-1)") == said

    def test_who_has_sent_a_message_comes_to_the_new_answer(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        page.run("document.querySelector('#sent').focus()")
        page.run(self.WATCH)
        page.press("Enter")
        page.wait("window.heard.some((text) => text.includes('first follow-up'))")
        answer = "Wait until Mon 15 Jun 09:00 (Asia/Tokyo): then send the first follow-up to Hanako Sato"
        assert page.run("window.heard.at(-1)") == answer
        assert page.run("document.activeElement.textContent") == "What to do next"

    def test_what_a_button_did_is_said_again_if_it_is_pressed_again(self, page_of: Open) -> None:
        page = page_of(hash_of(case(candidate={"name": "Mei Tan"})))
        page.run(self.WATCH)
        nothing = "Nothing was saved: first mend what is not right in the form."
        for times in (1, 2):
            page.click("[data-take=json]")
            page.wait(f"window.heard.filter((text) => text === {json.dumps(nothing)}).length === {times}")

    def test_a_message_is_read_from_its_beginning_with_what_was_found_in_it(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        body = "document.querySelector('.draft textarea')"
        page.run("document.querySelector('.draft input').focus()")
        page.press("Tab")
        assert page.run(f"document.activeElement === {body} && {body}.selectionStart") == 0
        described = page.run(f"document.getElementById({body}.getAttribute('aria-describedby')).textContent")
        assert described.startswith("hint, line 1: Add one specific thing that you learned")
        assert page.run("document.querySelector('.draft input').getAttribute('aria-describedby')") is None
        page.press("ArrowDown")
        place = page.run(f"{body}.selectionStart")
        assert place > 0
        page.press("Tab")
        page.press("Tab", shift=True)
        assert page.run(f"document.activeElement === {body} && {body}.selectionStart") == place


@needs_browser
class TestPhone:
    def test_fingers_hit_what_they_aim_at(self, page_of: Open) -> None:
        """Each link, button and field is at least 24 pixels high and wide, as WCAG 2.2 asks."""
        page = page_of(hash_of(case()), width=360)
        page.click("#add-event")
        page.fill("#timezone", "Tokyo")
        until(page, "#answer", "not right yet")
        page.run("for (const each of document.querySelectorAll('details')) each.open = true")
        small = page.run("""[...document.querySelectorAll("a, button, input, select, textarea, summary")]
            .filter((each) => each.checkVisibility())
            .map((each) => [each.outerHTML, each.getBoundingClientRect()])
            .filter(([, {width, height}]) => Math.min(width, height) < 24)
            .map(([markup]) => markup)""")
        assert small == []

    def test_a_tap_is_enough(self, page_of: Open) -> None:
        page = page_of(hash_of(case()), width=360)
        page.call("Emulation.setTouchEmulationEnabled", enabled=True)
        page.run("document.querySelector('#sent').scrollIntoView({block: 'center'})")
        x, y = page.run("""(() => {
            const {x, y, width, height} = document.querySelector('#sent').getBoundingClientRect();
            return [x + width / 2, y + height / 2];
        })()""")
        page.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        page.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        until(page, "#answer", "first follow-up")
        page.call("Emulation.setTouchEmulationEnabled", enabled=False)

    def test_the_keyboard_suits_the_field(self, page_of: Open) -> None:
        page = page_of(hash_of(case()))
        kinds = """["#your-name", "#your-email", "#contacts [data-name=email]", "#promise_number"].map((selector) => {
            const {inputMode, autocomplete} = document.querySelector(selector);
            return [inputMode, autocomplete];
        })"""
        assert page.run(kinds) == [["", "name"], ["email", "email"], ["email", ""], ["numeric", ""]]
