"""Which cells could hold anything personal? Every cell is looked at once, fast, and none that could is lost."""
