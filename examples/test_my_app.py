"""A property test of an app, the tracker beside this file: whatever happens in a case, its list of the day is right.

    pytest examples/test_my_app.py

The tracker asks only about cases whose answer may have changed. Hypothesis lets a case live, and looks after each step.
"""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis.stateful import invariant
from tracker import TABLES, add, due, read, record

from followup_rules import agenda
from followup_rules.strategies import CaseMachine

if TYPE_CHECKING:
    from followup_rules import Case, Event


class TrackedCase(CaseMachine):
    """The life of a case that the tracker keeps."""

    def begin(self, case: Case) -> None:
        """Add the case to an empty database."""
        self.db = sqlite3.connect(":memory:")
        self.db.executescript(TABLES)
        add(self.db, case)

    def store(self, event: Event) -> None:
        """Record what happened."""
        record(self.db, self.case.interview.id, event)

    def read(self) -> Case:
        """Read the case back."""
        return read(self.db, self.case.interview.id)

    @invariant()
    def the_list_is_that_of_the_library(self) -> None:
        """See that nothing is missing in the list of the day, and that nothing in it is old."""
        until = self.now + timedelta(hours=14)
        expected = agenda([self.case], now=self.now, until=until)
        assert [each.action for each in due(self.db, self.now, until)] == [each.action for each in expected]

    def teardown(self) -> None:
        """Close the database."""
        if hasattr(self, "db"):
            self.db.close()


TestTrackedCase = TrackedCase.TestCase
TestTrackedCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
