"""Intervals, tests and simultaneous levels: pure functions of counts; numpy only where a table is resampled or a curve summed."""
