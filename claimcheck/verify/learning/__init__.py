"""What the shipped weights are made by, and what refits the head.

Labelled rows become lessons (`lessons`, `edits`, `written`), lessons become courses, courses teach two teachers and a
student (`tuning`, `transformer`); `calibration` fits the head to the readings of rows that taught nothing. The recipe
that runs them in order is `claimcheck.verify.training`; fitting needs the extra `train`. An audit needs none of it: the
changes of `edits` also make the faults of a self-test, and `evaluate` reads its rows by `lessons`.
"""
