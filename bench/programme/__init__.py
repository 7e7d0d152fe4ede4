"""Makes the files of `data/`: the real programme as far as it is known, completed by a demonstration one.

The official programme of 2018 could not be found: some 14 of its 500 dates are proven. The rest is made up here,
and says so in every row (`source` is "synthetic") and in every name ("de démonstration").

The same words and rules make programmes of any size for the benchmarks; the first rows of such a file are the
synthetic rows of `data/events.csv`.
"""
