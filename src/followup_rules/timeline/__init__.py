"""The case as a picture and as a list: what happened, and what is due when; and the stages as a diagram."""

from followup_rules.timeline._diagram import stage_diagram
from followup_rules.timeline._page import Html, to_html
from followup_rules.timeline._picture import Svg, to_svg

__all__ = ["Html", "Svg", "stage_diagram", "to_html", "to_svg"]
