"""Checks that look at no text themselves: events of the engine, plug-ins."""
