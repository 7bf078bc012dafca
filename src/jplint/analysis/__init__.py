"""What several checks need to know of a document, worked out once."""
