"""The data before a Markdown text: YAML, TOML or JSON, with exact positions."""
