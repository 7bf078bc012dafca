"""`python -m jplint`."""

from jplint.cli.main import main

main()
