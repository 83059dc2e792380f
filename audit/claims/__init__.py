"""Turns facts, rulings and advice into the claims of the evidence: what is shown, and to what grain."""
