"""Turns rows into facts. One file per fact; nothing else ever sees a row."""
