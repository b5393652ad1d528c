"""The working weeks of companies."""

from __future__ import annotations

from datetime import time

Week = dict[int, tuple[time, time]]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
LONG_DAY, SHORT_DAY = (time(9), time(17)), (time(9), time(12))
UNTIL_FRIDAY_NOON: Week = {**dict.fromkeys((MONDAY, TUESDAY, WEDNESDAY, THURSDAY), LONG_DAY), FRIDAY: SHORT_DAY}
FROM_SUNDAY: Week = dict.fromkeys((SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY), (time(8), time(16)))
ON_WEDNESDAYS: Week = {WEDNESDAY: (time(10), time(16))}
SHANGHAI, KOLKATA = "Asia/Shanghai", "Asia/Kolkata"
