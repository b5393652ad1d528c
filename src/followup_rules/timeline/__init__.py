"""The case as a picture: what happened, and what is due when; and the stages as a diagram."""

from followup_rules.timeline._diagram import stage_diagram
from followup_rules.timeline._picture import Svg, to_svg

__all__ = ["Svg", "stage_diagram", "to_svg"]
