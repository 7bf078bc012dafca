"""The test cases inside rule files."""
