"""Intervals, tests and simultaneous levels: pure functions of counts, standard library only."""
