"""One file per question; found by walking this folder."""
