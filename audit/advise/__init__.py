"""Recommends what could be done, after trying it on the data. One file is one technique."""
