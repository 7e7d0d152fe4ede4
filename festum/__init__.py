"""festum: a festival's programme in, listings and calendars out. See README.md for the house's rooms."""

__version__ = "0.1.0"
