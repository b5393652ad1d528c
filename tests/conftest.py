"""How the tests run: those by chance first and without coverage, and with more examples where these are asked for."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from hypothesis import settings

import followup_rules
from support import THOROUGH

if TYPE_CHECKING:
    import pytest

for _module in walk_packages(followup_rules.__path__, "followup_rules."):
    import_module(_module.name)  # here, where the coverage sees it, and not in a test by chance that needs it first

settings.register_profile(THOROUGH, max_examples=2000, deadline=None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests by chance out of the coverage: a line needs a plain example, which reaches it in every run.

    They come first, since they take longest. What they leave in a cache is then there in every run, too.
    """
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("no_cover")
    items.sort(key=lambda item: item.get_closest_marker("no_cover") is None)
