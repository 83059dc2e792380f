"""What is measured of groups: every formula once, with its words."""
