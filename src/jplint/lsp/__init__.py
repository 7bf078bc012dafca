"""The language server: what the command line finds, while somebody types."""
