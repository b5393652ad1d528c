"""``python -m followup_rules``: the command line, which is also installed as ``followup-rules``."""

import sys

from followup_rules._cli import main

if __name__ == "__main__":
    sys.exit(main())
