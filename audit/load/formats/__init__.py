"""One file per format; each stages its table as Parquet and says what it did."""
