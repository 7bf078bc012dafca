"""Configuration: files, layers, settings."""
