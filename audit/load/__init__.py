"""Loading: files and frames in, one `Source` out. Also models, subject and policy files."""
