"""How Sphinx builds the pages: ``sphinx-build -W docs site``. It asks nothing of the network."""

from __future__ import annotations

import re
import shutil
from enum import StrEnum
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
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
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_extra_path = ["tokyo.svg", "case.schema.json"]

_BLANK_END = re.compile(r"\n\n```$", re.MULTILINE)  # the blank line that ends what a doctest expects
_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./([^)#]+)[^)]*\)")  # a link to a file of the repository that is no page


def _for_the_site(_app: Sphinx, _name: str, source: list[str]) -> None:
    """Name files outside of the site instead of linking to them, and end code where it ends."""
    source[0] = _BLANK_END.sub("\n```", _OUTSIDE.sub(r"\1 (`\2`)", source[0]))


def _describe(_app: Sphinx, what: str, _name: str, value: object, _options: object, lines: list[str]) -> None:
    """Add the fields of a value with their words, or the words of a string enum."""
    if what == "class" and isinstance(value, type) and issubclass(value, BaseModel):
        fields = [(name, field) for name, field in value.model_fields.items() if name != "kind"]
        lines += ["", *(f"- ``{name}``{_optional(field)}: {field.description}" for name, field in fields), ""]
    elif what == "class" and isinstance(value, type) and issubclass(value, StrEnum):
        lines += ["", "Values: " + ", ".join(f"``{each.value}``" for each in value), ""]


def _optional(field: FieldInfo) -> str:
    """Say whether a field may be left out."""
    return "" if field.is_required() else " (optional)"


def _shorten(_app: Sphinx, what: str, _name: str, value: object, *_: object) -> tuple[str, str | None] | None:
    """Leave out the signature of a value: its fields are listed."""
    is_value = what == "class" and isinstance(value, type) and issubclass(value, BaseModel | StrEnum)
    return ("(…)", None) if is_value else None


def _add_playground(app: Sphinx, error: Exception | None) -> None:
    """Put the page of the playground into the site; tools/playground.py adds Python and the packages to it."""
    if error is None and app.builder.format == "html":
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(
            Path(app.srcdir, "playground"), Path(app.outdir, "playground"), ignore=unwanted, dirs_exist_ok=True
        )


def setup(app: Sphinx) -> None:
    """Let each page be read as it is for the site, and each field have its words."""
    app.connect("source-read", _for_the_site)
    app.connect("autodoc-process-docstring", _describe)
    app.connect("autodoc-process-signature", _shorten)
    app.connect("build-finished", _add_playground)
