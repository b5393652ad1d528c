"""Strategies for Hypothesis: contacts, interviews, histories, cases and answers for the property tests of an app.

It needs the extra ``hypothesis``. Importing this module registers a strategy for each type of value, so that
``st.from_type(Interview)`` works; a line in a ``conftest.py`` does it for all tests.

>>> from hypothesis import given
>>> @given(cases())
... def test_a_case_comes_back_from_json(case):
...     assert Case.model_validate_json(case.model_dump_json()) == case
>>> test_a_case_comes_back_from_json()
"""

from followup_rules.strategies._arguments import Given
from followup_rules.strategies._cases import agendas, answers, cases, instants_around
from followup_rules.strategies._events import events
from followup_rules.strategies._histories import histories, raw_histories
from followup_rules.strategies._interviews import business_calendars, interviews, policies
from followup_rules.strategies._machine import CaseMachine
from followup_rules.strategies._people import candidates, contacts, threads
from followup_rules.strategies._types import register

__all__ = [
    "CaseMachine",
    "Given",
    "agendas",
    "answers",
    "business_calendars",
    "candidates",
    "cases",
    "contacts",
    "events",
    "histories",
    "instants_around",
    "interviews",
    "policies",
    "raw_histories",
    "threads",
]

register()
