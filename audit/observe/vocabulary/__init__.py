"""Which words stand in columns about health, offences, beliefs, origin and children? In eight languages."""
