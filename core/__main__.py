"""`python -m core COMMAND`: the work of the pages without a screen."""

import sys

from core.cli import main

if __name__ == "__main__":
    sys.exit(main())
