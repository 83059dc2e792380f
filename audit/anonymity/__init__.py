"""Anonymity of rows as integers: how alone they are, what plans make of that, and what attacks find."""
