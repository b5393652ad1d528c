"""Whole plans worked out by hand: the calendar of their days and the arithmetic stand beside the expected dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from followup_rules import (
    Interview,
    Send,
    WaitUntil,
    next_action,
    plan,
)
from plans import ESCALATION, FOLLOW_UP_1, FOLLOW_UP_2, THANKS, TO_HR, TO_LEAD, TO_PEER, Row, row
from support import TOKYO, at, interview

NEW_YORK, BERLIN, RIYADH = "America/New_York", "Europe/Berlin", "Asia/Riyadh"
SHANGHAI, KOLKATA = "Asia/Shanghai", "Asia/Kolkata"


def case_in(country: str, zone: str, ended: str, **changes: Any) -> Interview:
    return interview(country=country, timezone=zone, ended_at=at(ended, zone), **changes)


GOLDEN = {
    # Japan, June and July 2026, no holidays before 20 July.
    #   Fr 5 | Mo 8 ... Fr 12 | Mo 15  Tu 16  We 17  Th 18 | We 24 | We 1 July | We 8 July
    # Thanks: Friday 15:00 + 24 h … 48 h is Saturday 15:00 … Sunday 15:00: Monday, whose hours give it a whole day.
    # No decision date: Friday 12 is assumed; Mo 15, Tu 16, We 17 is the third business day after it, Th 18 the fourth.
    # Then a week later each: 17 + 7 … 14 = 24 June … 1 July; 24 + 7 … 14 = 1 … 8 July.
    "a Friday interview": (
        interview(ended_at=at("2026-06-05 15:00")),
        (
            Row(THANKS, "2026-06-08 09:00", "2026-06-08 18:00", "2026-06-08 09:00", TO_PEER),
            Row(FOLLOW_UP_1, "2026-06-17 09:00", "2026-06-18 18:00", "2026-06-17 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-06-24 09:00", "2026-07-01 18:00", "2026-06-24 09:00", TO_HR),
            Row(ESCALATION, "2026-07-01 09:00", "2026-07-08 18:00", "2026-07-01 09:00", TO_LEAD),
        ),
    ),
    # Japan, 2026: We 29 April Showa Day, Su 3 May Constitution Day, Mo 4 Greenery Day, Tu 5 Children's Day, We 6 for
    # the Sunday.
    #   Fr 24 | Mo 27  Tu 28  (We 29)  Th 30  Fr 1 | Sa 2  (Su 3  Mo 4  Tu 5  We 6)  Th 7  Fr 8 | Mo 11 | Fr 15 | Fr 22
    # Thanks: Saturday 15:00 … Sunday 15:00: Monday 27. Decision Th 30: Fr 1, Th 7, Fr 8 is the third, Mo 11 the fourth.
    # 8 + 7 … 14 = 15 … 22 May; 15 + 7 … 14 = 22 … 29 May.
    "Golden Week between decision date and follow-up": (
        interview(ended_at=at("2026-04-24 15:00"), decision_by=date(2026, 4, 30)),
        (
            Row(THANKS, "2026-04-27 09:00", "2026-04-27 18:00", "2026-04-27 09:00", TO_PEER),
            Row(
                FOLLOW_UP_1,
                "2026-05-08 09:00",
                "2026-05-11 18:00",
                "2026-05-08 09:00",
                TO_HR,
                ("2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06"),
            ),
            Row(FOLLOW_UP_2, "2026-05-15 09:00", "2026-05-22 18:00", "2026-05-15 09:00", TO_HR),
            Row(ESCALATION, "2026-05-22 09:00", "2026-05-29 18:00", "2026-05-22 09:00", TO_LEAD),
        ),
    ),
    # Thanks: Tuesday 28 April 15:00 + 24 h is Showa Day, so Thursday 30 09:00, 42 hours later; + 48 h is then 15:00.
    # Assumed decision Tu 5 May: Th 7, Fr 8, Mo 11 is the third, Tu 12 the fourth; We 6 is passed over, Tu 5 is not.
    # 11 + 7 … 14 = 18 … 25 May; 18 + 7 … 14 = 25 May … 1 June; all Mondays.
    "Showa Day inside the 48 hours": (
        interview(ended_at=at("2026-04-28 15:00")),
        (
            Row(THANKS, "2026-04-30 09:00", "2026-04-30 15:00", "2026-04-30 09:00", TO_PEER, ("2026-04-29",)),
            Row(FOLLOW_UP_1, "2026-05-11 09:00", "2026-05-12 18:00", "2026-05-11 09:00", TO_HR, ("2026-05-06",)),
            Row(FOLLOW_UP_2, "2026-05-18 09:00", "2026-05-25 18:00", "2026-05-18 09:00", TO_HR),
            Row(ESCALATION, "2026-05-25 09:00", "2026-06-01 18:00", "2026-05-25 09:00", TO_LEAD),
        ),
    ),
    # Thanks: Friday 1 May 15:00 + 24 h is Saturday, so Thursday 7 May 09:00: 9 + 5 × 24 + 9 = 138 hours later, more
    # than 78: at once (G9), and with the working hours of that Friday.
    # Assumed decision Fr 8 May: Mo 11, Tu 12, We 13 is the third, Th 14 the fourth.
    # 13 + 7 … 14 = 20 … 27 May; 20 + 7 … 14 = 27 May … 3 June; all Wednesdays.
    "the eve of Golden Week": (
        interview(ended_at=at("2026-05-01 15:00")),
        (
            Row(THANKS, "2026-05-01 15:00", "2026-05-01 18:00", "2026-05-01 15:00", TO_PEER),
            Row(FOLLOW_UP_1, "2026-05-13 09:00", "2026-05-14 18:00", "2026-05-13 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-05-20 09:00", "2026-05-27 18:00", "2026-05-20 09:00", TO_HR),
            Row(ESCALATION, "2026-05-27 09:00", "2026-06-03 18:00", "2026-05-27 09:00", TO_LEAD),
        ),
    ),
    # United States, 2026: Thanksgiving is Th 26 November; the Friday after it is no federal holiday.
    #   Tu 24  We 25  (Th 26)  Fr 27 | Mo 30  Tu 1  We 2 December | Tu 8 | Tu 15 | Tu 22
    # Thanks: Wednesday 10:00 … Thursday 10:00, a holiday: until Wednesday 18:00.
    # Decision We 25: Fr 27, Mo 30, Tu 1 is the third, We 2 the fourth. 1 + 7 … 14 = 8 … 15; 8 + 7 … 14 = 15 … 22.
    "US Thanksgiving after the decision date": (
        case_in("US", NEW_YORK, "2026-11-24 10:00", decision_by=date(2026, 11, 25)),
        (
            Row(THANKS, "2026-11-25 10:00", "2026-11-25 18:00", "2026-11-25 10:00", TO_PEER),
            Row(FOLLOW_UP_1, "2026-12-01 09:00", "2026-12-02 18:00", "2026-12-01 09:00", TO_HR, ("2026-11-26",)),
            Row(FOLLOW_UP_2, "2026-12-08 09:00", "2026-12-15 18:00", "2026-12-08 09:00", TO_HR),
            Row(ESCALATION, "2026-12-15 09:00", "2026-12-22 18:00", "2026-12-15 09:00", TO_LEAD),
        ),
    ),
    # Thanks: Wednesday 25 15:00 + 24 h is Thanksgiving, so Friday 27 09:00 (42 hours later); + 48 h is Friday 15:00.
    # Assumed decision We 2 December: Th 3, Fr 4, Mo 7 is the third, Tu 8 the fourth.
    # 7 + 7 … 14 = Mo 14 … 21; 14 + 7 … 14 = Mo 21 … 28; Christmas is inside that window, and not before it.
    "US Thanksgiving inside the 48 hours": (
        case_in("US", NEW_YORK, "2026-11-25 15:00"),
        (
            Row(THANKS, "2026-11-27 09:00", "2026-11-27 15:00", "2026-11-27 09:00", TO_PEER, ("2026-11-26",)),
            Row(FOLLOW_UP_1, "2026-12-07 09:00", "2026-12-08 18:00", "2026-12-07 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-12-14 09:00", "2026-12-21 18:00", "2026-12-14 09:00", TO_HR),
            Row(ESCALATION, "2026-12-21 09:00", "2026-12-28 18:00", "2026-12-21 09:00", TO_LEAD),
        ),
    ),
    # Maharashtra, November 2026, as the data have it: Su 8 Diwali, Tu 10 Diwali (Bali Pratipada), Tu 24 Guru Nanak.
    #   Fr 6 | Sa 7  (Su 8) | Mo 9  (Tu 10)  We 11  Th 12  Fr 13 | Mo 16 | Fr 20 | (Tu 24)  Fr 27 | Fr 4 December
    # Thanks: Saturday 14:00 … Sunday 14:00: Monday 9, 67 hours later; the Sunday has a name.
    # Decision Mo 9: We 11, Th 12, Fr 13 is the third, Mo 16 the fourth. 13 + 7 … 14 = 20 … 27; 20 + 7 … 14 = 27 … 4.
    "Diwali in Maharashtra": (
        case_in("IN", KOLKATA, "2026-11-06 14:00", subdivision="MH", decision_by=date(2026, 11, 9)),
        (
            Row(THANKS, "2026-11-09 09:00", "2026-11-09 18:00", "2026-11-09 09:00", TO_PEER, ("2026-11-08",)),
            Row(FOLLOW_UP_1, "2026-11-13 09:00", "2026-11-16 18:00", "2026-11-13 09:00", TO_HR, ("2026-11-10",)),
            Row(FOLLOW_UP_2, "2026-11-20 09:00", "2026-11-27 18:00", "2026-11-20 09:00", TO_HR),
            Row(ESCALATION, "2026-11-27 09:00", "2026-12-04 18:00", "2026-11-27 09:00", TO_LEAD, ("2026-11-24",)),
        ),
    ),
    # Karnataka, as the data have it: Su 8 Diwali and Tu 24 Guru Nanak; Tu 10 is an ordinary day.
    # Decision Mo 9: Tu 10, We 11, Th 12 is the third, Fr 13 the fourth. 12 + 7 … 14 = 19 … 26; 19 + 7 … 14 = 26 … 3.
    "Diwali in Karnataka": (
        case_in("IN", KOLKATA, "2026-11-06 14:00", subdivision="KA", decision_by=date(2026, 11, 9)),
        (
            Row(THANKS, "2026-11-09 09:00", "2026-11-09 18:00", "2026-11-09 09:00", TO_PEER, ("2026-11-08",)),
            Row(FOLLOW_UP_1, "2026-11-12 09:00", "2026-11-13 18:00", "2026-11-12 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-11-19 09:00", "2026-11-26 18:00", "2026-11-19 09:00", TO_HR),
            Row(ESCALATION, "2026-11-26 09:00", "2026-12-03 18:00", "2026-11-26 09:00", TO_LEAD, ("2026-11-24",)),
        ),
    ),
    # China, 2026: Th 1 October to We 7 is off (the data name all but Sunday 4), and Saturday 10 is worked instead.
    #   Mo 28  Tu 29  We 30  (Th 1  Fr 2  Sa 3)  Su 4  (Mo 5  Tu 6  We 7)  Th 8  Fr 9  Sa 10 | Su 11 | Mo 12
    # Thanks: Tuesday 11:00 … Wednesday 11:00.
    # Decision We 30: Th 8, Fr 9, Sa 10 is the third, Mo 12 the fourth.
    # Sa 10 + 7 is Saturday 17, so Monday 19; + 14 is Saturday 24, so until Friday 23. Mo 19 + 7 … 14 = 26 … 2 November.
    "a worked Saturday in China, a follow-up": (
        case_in("CN", SHANGHAI, "2026-09-28 11:00", decision_by=date(2026, 9, 30)),
        (
            Row(THANKS, "2026-09-29 11:00", "2026-09-30 11:00", "2026-09-29 11:00", TO_PEER),
            Row(
                FOLLOW_UP_1,
                "2026-10-10 09:00",
                "2026-10-12 18:00",
                "2026-10-10 09:00",
                TO_HR,
                ("2026-10-01", "2026-10-02", "2026-10-03", "2026-10-05", "2026-10-06", "2026-10-07"),
            ),
            Row(FOLLOW_UP_2, "2026-10-19 09:00", "2026-10-23 18:00", "2026-10-19 09:00", TO_HR),
            Row(ESCALATION, "2026-10-26 09:00", "2026-11-02 18:00", "2026-10-26 09:00", TO_LEAD),
        ),
    ),
    # Thanks: Friday 9 16:00 … Saturday 10 16:00, which is worked.
    # Decision Fr 9: Sa 10, Mo 12, Tu 13 is the third, We 14 the fourth. 13 + 7 … 14 = 20 … 27; 20 + 7 … 14 = 27 … 3.
    "a worked Saturday in China, thanks": (
        case_in("CN", SHANGHAI, "2026-10-08 16:00", decision_by=date(2026, 10, 9)),
        (
            Row(THANKS, "2026-10-09 16:00", "2026-10-10 16:00", "2026-10-09 16:00", TO_PEER),
            Row(FOLLOW_UP_1, "2026-10-13 09:00", "2026-10-14 18:00", "2026-10-13 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-10-20 09:00", "2026-10-27 18:00", "2026-10-20 09:00", TO_HR),
            Row(ESCALATION, "2026-10-27 09:00", "2026-11-03 18:00", "2026-10-27 09:00", TO_LEAD),
        ),
    ),
    # Bavaria, 2026 to 2027: Fr 25 and Sa 26 December, Fr 1 January, We 6 January (Epiphany).
    #   We 23  Th 24  (Fr 25 | Sa 26)  Su 27 | Mo 28  Tu 29  We 30  Th 31  (Fr 1) | Mo 4  Tu 5  (We 6)  Th 7  Fr 8
    # Thanks: Thursday 14:00 … Friday 14:00, a holiday: until Thursday 18:00.
    # Assumed decision We 30: Th 31, Mo 4, Tu 5 is the third, Th 7 the fourth. 5 + 7 … 14 = 12 … 19; then 19 … 26.
    "Christmas to New Year in Germany": (
        case_in("DE", BERLIN, "2026-12-23 14:00", subdivision="BY"),
        (
            Row(THANKS, "2026-12-24 14:00", "2026-12-24 18:00", "2026-12-24 14:00", TO_PEER),
            Row(FOLLOW_UP_1, "2027-01-05 09:00", "2027-01-07 18:00", "2027-01-05 09:00", TO_HR, ("2027-01-01",)),
            Row(FOLLOW_UP_2, "2027-01-12 09:00", "2027-01-19 18:00", "2027-01-12 09:00", TO_HR, ("2027-01-06",)),
            Row(ESCALATION, "2027-01-19 09:00", "2027-01-26 18:00", "2027-01-19 09:00", TO_LEAD),
        ),
    ),
    # Thanks: Thursday 24 15:00 + 24 h is Christmas, so Monday 28 09:00: 9 + 3 × 24 + 9 = 90 hours later: at once (G9).
    # Assumed decision Th 31: Mo 4, Tu 5, Th 7 is the third, Fr 8 the fourth. 7 + 7 … 14 = 14 … 21; then 21 … 28.
    "Christmas Eve in Germany": (
        case_in("DE", BERLIN, "2026-12-24 15:00", subdivision="BY"),
        (
            Row(THANKS, "2026-12-24 15:00", "2026-12-24 18:00", "2026-12-24 15:00", TO_PEER),
            Row(
                FOLLOW_UP_1,
                "2027-01-07 09:00",
                "2027-01-08 18:00",
                "2027-01-07 09:00",
                TO_HR,
                ("2027-01-01", "2027-01-06"),
            ),
            Row(FOLLOW_UP_2, "2027-01-14 09:00", "2027-01-21 18:00", "2027-01-14 09:00", TO_HR),
            Row(ESCALATION, "2027-01-21 09:00", "2027-01-28 18:00", "2027-01-21 09:00", TO_LEAD),
        ),
    ),
    # Saudi Arabia works from Sunday to Thursday; June 2026 has no holidays after the 1st.
    #   Th 4 | Fr 5  Sa 6 | Su 7 ... Th 11 | Su 14  Mo 15  Tu 16  We 17 | Tu 23 | Tu 30 | Tu 7 July
    # Thanks: Friday 15:00 … Saturday 15:00: Sunday 7, 66 hours later.
    # Assumed decision Th 11: Su 14, Mo 15, Tu 16 is the third, We 17 the fourth. Then 23 … 30, and 30 … 7 July.
    "a weekend on Friday and Saturday": (
        case_in("SA", RIYADH, "2026-06-04 15:00"),
        (
            Row(THANKS, "2026-06-07 09:00", "2026-06-07 18:00", "2026-06-07 09:00", TO_PEER),
            Row(FOLLOW_UP_1, "2026-06-16 09:00", "2026-06-17 18:00", "2026-06-16 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-06-23 09:00", "2026-06-30 18:00", "2026-06-23 09:00", TO_HR),
            Row(ESCALATION, "2026-06-30 09:00", "2026-07-07 18:00", "2026-06-30 09:00", TO_LEAD),
        ),
    ),
    # New York, 2026: on Su 8 March 02:00 EST is 03:00 EDT, so that Sunday has 23 hours.
    #   Sa 7 | Su 8 | Mo 9 ... Sa 14 | Mo 16  Tu 17  We 18  Th 19 | We 25 | We 1 April | We 8 April
    # Thanks: Saturday 14:00 EST + 24 h is Sunday 15:00 EDT, + 48 h Monday 15:00.
    # Assumed decision Sa 14: Mo 16, Tu 17, We 18 is the third, Th 19 the fourth. Then 25 … 1 April, and 1 … 8 April.
    "clocks go forward in New York": (
        case_in("US", NEW_YORK, "2026-03-07 14:00"),
        (
            Row(THANKS, "2026-03-09 09:00", "2026-03-09 15:00", "2026-03-09 09:00", TO_PEER),
            Row(FOLLOW_UP_1, "2026-03-18 09:00", "2026-03-19 18:00", "2026-03-18 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-03-25 09:00", "2026-04-01 18:00", "2026-03-25 09:00", TO_HR),
            Row(ESCALATION, "2026-04-01 09:00", "2026-04-08 18:00", "2026-04-01 09:00", TO_LEAD),
        ),
    ),
    # New York, 2026: on Su 1 November 02:00 EDT is 01:00 EST, so that Sunday has 25 hours. We 11 is Veterans Day, Th 26
    # Thanksgiving.
    #   Sa 31 | Su 1 | Mo 2 ... Sa 7 | Mo 9  Tu 10  (We 11)  Th 12  Fr 13 | Th 19 | We 25  (Th 26)  Fr 27 | Th 3 Dec
    # Thanks: Saturday 14:00 EDT + 24 h is Sunday 13:00 EST, + 48 h Monday 13:00.
    # Assumed decision Sa 7: Mo 9, Tu 10, Th 12 is the third, Fr 13 the fourth.
    # 12 + 7 = Th 19; 12 + 14 is Thanksgiving, so until We 25. 19 + 7 is Thanksgiving, so Fr 27; 19 + 14 = Th 3 Dec.
    "clocks go back in New York": (
        case_in("US", NEW_YORK, "2026-10-31 14:00"),
        (
            Row(THANKS, "2026-11-02 09:00", "2026-11-02 13:00", "2026-11-02 09:00", TO_PEER),
            Row(FOLLOW_UP_1, "2026-11-12 09:00", "2026-11-13 18:00", "2026-11-12 09:00", TO_HR, ("2026-11-11",)),
            Row(FOLLOW_UP_2, "2026-11-19 09:00", "2026-11-25 18:00", "2026-11-19 09:00", TO_HR),
            Row(ESCALATION, "2026-11-27 09:00", "2026-12-03 18:00", "2026-11-27 09:00", TO_LEAD, ("2026-11-26",)),
        ),
    ),
    # Berlin, 2026: on Su 25 October 03:00 CEST is 02:00 CET. All Germany has no holiday in these weeks.
    #   Sa 24 | Su 25 | Mo 26 ... Sa 31 | Mo 2  Tu 3  We 4  Th 5 November | We 11 | We 18 | We 25
    # Thanks: Saturday 11:00 CEST + 48 h is Monday 10:00 CET: one hour of Monday is just enough.
    # Assumed decision Sa 31: Mo 2, Tu 3, We 4 is the third, Th 5 the fourth. Then 11 … 18, and 18 … 25.
    "clocks go back in Berlin": (
        case_in("DE", BERLIN, "2026-10-24 11:00"),
        (
            Row(THANKS, "2026-10-26 09:00", "2026-10-26 10:00", "2026-10-26 09:00", TO_PEER),
            Row(FOLLOW_UP_1, "2026-11-04 09:00", "2026-11-05 18:00", "2026-11-04 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-11-11 09:00", "2026-11-18 18:00", "2026-11-11 09:00", TO_HR),
            Row(ESCALATION, "2026-11-18 09:00", "2026-11-25 18:00", "2026-11-18 09:00", TO_LEAD),
        ),
    ),
    # Friday 5 June 2026, 23:30 in New York (UTC - 4), is Saturday 6, 12:30 in Tokyo (UTC + 9).
    # Thanks: Sunday 12:30 … Monday 12:30. Assumed decision Sa 13: Mo 15, Tu 16, We 17 is the third, Th 18 the fourth.
    # Then 24 June … 1 July, and 1 … 8 July.
    "23:30 on a Friday in New York, company in Tokyo": (
        interview(ended_at=at("2026-06-05 23:30", NEW_YORK)),
        (
            Row(THANKS, "2026-06-08 09:00", "2026-06-08 12:30", "2026-06-08 09:00", TO_PEER),
            Row(FOLLOW_UP_1, "2026-06-17 09:00", "2026-06-18 18:00", "2026-06-17 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-06-24 09:00", "2026-07-01 18:00", "2026-06-24 09:00", TO_HR),
            Row(ESCALATION, "2026-07-01 09:00", "2026-07-08 18:00", "2026-07-01 09:00", TO_LEAD),
        ),
    ),
    # Friday 5 June 2026, 23:30 in Tokyo, is the same Friday, 10:30 in New York. Fr 19 June is Juneteenth.
    # Thanks: Saturday 10:30 … Sunday 10:30: Monday 8, 70 and a half hours later.
    # Assumed decision Fr 12: Mo 15, Tu 16, We 17 is the third, Th 18 the fourth. Then 24 June … 1 July, and 1 … 8 July.
    "23:30 on a Friday in Tokyo, company in New York": (
        interview(country="US", timezone=NEW_YORK, ended_at=at("2026-06-05 23:30", TOKYO)),
        (
            Row(THANKS, "2026-06-08 09:00", "2026-06-08 18:00", "2026-06-08 09:00", TO_PEER),
            Row(FOLLOW_UP_1, "2026-06-17 09:00", "2026-06-18 18:00", "2026-06-17 09:00", TO_HR),
            Row(FOLLOW_UP_2, "2026-06-24 09:00", "2026-07-01 18:00", "2026-06-24 09:00", TO_HR, ("2026-06-19",)),
            Row(ESCALATION, "2026-07-01 09:00", "2026-07-08 18:00", "2026-07-01 09:00", TO_LEAD),
        ),
    ),
}


class TestWholePlans:
    """The table "The steps and their windows", from the end of an interview on, "as if nobody ever answers, in time
    order, each touch taken as sent at its `send_at`".
    """

    @pytest.mark.parametrize(("case", "rows"), GOLDEN.values(), ids=GOLDEN)
    def test_the_plan_is_the_one_worked_out_by_hand(self, case: Interview, rows: tuple[Row, ...]) -> None:
        found = plan(case, (), now=case.ended_at)
        assert tuple(row(action, case.timezone) for action in found) == rows

    @pytest.mark.parametrize(("case", "rows"), GOLDEN.values(), ids=GOLDEN)
    def test_the_next_action_is_the_first_of_the_plan(self, case: Interview, rows: tuple[Row, ...]) -> None:
        action = next_action(case, (), now=case.ended_at)
        assert isinstance(action, Send | WaitUntil)
        assert row(action, case.timezone) == rows[0]

    @pytest.mark.parametrize(
        ("name", "index", "sentence"),
        [
            ("Showa Day inside the 48 hours", 0, "G1: 29 April 2026 is not a business day: Showa Day."),
            ("US Thanksgiving inside the 48 hours", 0, "G1: 26 November 2026 is not a business day: Thanksgiving Day."),
            ("Diwali in Maharashtra", 1, "G1: 10 November 2026 is not a business day: Diwali (Bali Pratipada)."),
        ],
    )
    def test_a_closed_day_is_named(self, name: str, index: int, sentence: str) -> None:
        case, _ = GOLDEN[name]
        assert sentence in map(str, plan(case, (), now=case.ended_at)[index].reasons)


# From here on: Tokyo, June and July 2026. The interview ended on Wednesday 3 June at 15:00.
#   Mo 1  Tu 2  We 3  Th 4  Fr 5 | Mo 8  Tu 9  We 10  Th 11  Fr 12 | Mo 15  Tu 16  We 17  Th 18  Fr 19
#   Mo 22  Tu 23  We 24  Th 25  Fr 26 | Mo 29  Tu 30  We 1 July  Th 2  Fr 3 | Mo 6  Tu 7 | Tu 14 | (Mo 20)  Tu 21
# Its thanks are on time from Thursday 4 15:00 to Friday 5 15:00, and lapse at the end of the fifth business day after
# that, Friday 12. Without a decision date Wednesday 10 is assumed: Th 11, Fr 12, Mo 15 is the third, Tu 16 the fourth.
