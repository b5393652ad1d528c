"""Mail in, event out: what a mail of a mailbox is to a case. Nothing is fetched, run or rendered."""

from __future__ import annotations

from followup_rules.inbox._incoming import Certainty, Incoming, Invitation, OpenPoint, Sign
from followup_rules.inbox._read import read_mail

__all__ = ["Certainty", "Incoming", "Invitation", "OpenPoint", "Sign", "read_mail"]
