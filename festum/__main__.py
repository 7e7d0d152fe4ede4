"""`python -m festum`."""

import sys

from festum.cli import main

sys.exit(main())
