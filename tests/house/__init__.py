"""The house looked at from outside: its documents, its rooms, its files."""
