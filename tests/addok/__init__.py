"""BAN's own engine (addok), with made-up streets in it: what the geocoding is tried against."""
