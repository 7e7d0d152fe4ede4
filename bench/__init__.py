"""What is not shipped: the generator of the programme in `data/` (and of larger ones), and the measurements."""
