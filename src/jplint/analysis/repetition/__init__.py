"""What a document says twice."""
