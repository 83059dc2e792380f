"""What only an engine can say in its own words: hashing and partitioning."""
