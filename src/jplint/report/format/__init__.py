"""One module a format: a function `render` as in `jplint.report.Format`. The file's name is the format's name."""
