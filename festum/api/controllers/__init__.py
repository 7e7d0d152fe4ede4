"""One file per subject; `ROUTES` in festum/api/routes.py lists them all on one page."""
