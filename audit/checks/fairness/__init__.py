"""Questions about fairness."""
