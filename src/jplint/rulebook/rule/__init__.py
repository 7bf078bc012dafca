"""One rule: what its file may say, and how it is read."""
