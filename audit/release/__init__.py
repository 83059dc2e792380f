"""The release of a dataset under a plan: written, read again, measured, and held against what the plan promises."""
