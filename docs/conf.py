"""How Sphinx builds the pages: ``sphinx-build -W docs site``. It asks nothing of the network."""

from __future__ import annotations

import re
from importlib.metadata import version as installed
from typing import TYPE_CHECKING

import followup_rules

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project, author, project_copyright = (
    "followup_rules",
    "the followup_rules maintainers",
    "the followup_rules maintainers",
)
version = release = installed("followup_rules")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3
autodoc_member_order = "bysource"
html_theme = "furo"
html_title = "followup_rules"
html_extra_path = ["tokyo.svg", "case.schema.json"]

_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./([^)#]+)[^)]*\)")  # a link to a file of the repository that is no page


def _for_the_site(_app: Sphinx, _name: str, source: list[str]) -> None:
    """Name files outside of the site instead of linking to them, and show diagrams as their text."""
    source[0] = _OUTSIDE.sub(r"\1 (`\2`)", source[0]).replace("```mermaid", "```text")


def _describe(_app: Sphinx, what: str, name: str, _value: object, _options: object, lines: list[str]) -> None:
    """Say what a field of a value is, as its schema does."""
    kind, field = name.split(".")[-2:] if "." in name else (name, "")
    fields = getattr(getattr(followup_rules, kind, None), "model_fields", {})
    if what == "attribute" and field in fields and fields[field].description:
        lines[:] = [fields[field].description]


def setup(app: Sphinx) -> None:
    """Let each page be read as it is for the site, and each field have its words."""
    app.connect("source-read", _for_the_site)
    app.connect("autodoc-process-docstring", _describe)
