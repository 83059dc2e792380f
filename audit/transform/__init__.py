"""What can be done to a dataset before it is released: one file per transformation, applied to streamed batches."""
