"""What does the evidence look like to a person? One file per format; see `registry.formats`."""
