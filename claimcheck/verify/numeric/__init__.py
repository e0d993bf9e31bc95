"""What a number says: how it is printed, its unit, and what it belongs to.

A text goes in, quantities come out (`numbers`, with their `units`; `dates`); two quantities go in, out comes whether
they are one (`agreement`), whether one follows from others (`derived`), and whether they stand for the same thing: the
metric and the subject (`frames`, `metrics`, `belonging`), the circumstance, the place in a list, the row of a table.
The matcher of quantities asks them all. No model is read, and nothing is raised: what a text does not tell is left
open.
"""
