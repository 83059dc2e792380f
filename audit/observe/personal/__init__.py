"""Which columns hold personal data? Presidio's own recognisers decide, behind this door only."""
