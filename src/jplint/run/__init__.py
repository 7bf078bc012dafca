"""Many files: found, read, linted in one or several processes, concluded about."""
