"""Where things stand from top to bottom: the days, and the labels beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BREAK = 24.0  # pixels in the place of days that are left out
_DAY, _ALL_DAYS = 16.0, 1400.0  # pixels of a day; of all days, where they are many
_NEAR = 14.0  # pixels by which labels may stand before or after their day


class Run(NamedTuple):
    """Days that follow each other, and where each of them begins; at last, where the last one ends."""

    days: list[date]
    tops: list[float]


class Axis:
    """The days of a picture from the top down, with breaks where days are left out.

    Days are equally tall, but for those whose labels need more room.
    """

    def __init__(self, spans: Iterable[tuple[date, date]], top: float, labels: Mapping[date, float]) -> None:
        """Lay out *spans* of days from *top* on; *labels* are the heights of the labels of a day."""
        runs = [list(map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))) for first, last in spans]
        self.tall = min(_DAY, _ALL_DAYS / sum(map(len, runs)))
        self.runs: list[Run] = []
        self._places: dict[date, tuple[float, float]] = {}
        free = top  # from where on there is room for a label
        for days in runs:
            tops = [top]
            for day in days:
                below = top + self.tall
                if day in labels:
                    free = max(free, top - _NEAR) + labels[day]
                    below = max(below, free - _NEAR)
                self._places[day] = top, below - top
                tops.append(below)
                top = below
            self.runs.append(Run(days, tops))
            top += _BREAK

    def y(self, day: date, part: float) -> float:
        """Return where a part of a day stands; the day is one of those that were laid out."""
        top, tall = self._places[day]
        return top + part * tall


def spread(wanted: Sequence[tuple[float, float]], top: float) -> list[float]:
    """Return where labels stand that do not overlap, each as near as can be to where it is *wanted*.

    *wanted* are the labels in their order, each as the top that it should have and its height. None is above *top*.
    Near is what has the least sum of squares. Take the heights before each label away: then the tops may only rise, and
    neighbours that would fall share their mean.
    """
    offset = 0.0
    offsets: list[float] = []
    shared: list[tuple[float, int]] = []  # the sum of the tops that share a mean, and how many they are
    for y, height in wanted:
        offsets.append(offset)
        total, count = y - offset, 1
        while shared and shared[-1][0] * count >= total * shared[-1][1]:
            more, others = shared.pop()
            total, count = total + more, count + others
        shared.append((total, count))
        offset += height
    means = [max(top, total / count) for total, count in shared for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
