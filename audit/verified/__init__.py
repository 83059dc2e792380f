"""Is evidence what it says it is? Judged again, run again, drawn again, and whose signature is on it."""
