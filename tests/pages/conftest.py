"""The small programme for the rooms that hand it out."""

from tests.small import editor, reader, small, visitor

__all__ = ["editor", "reader", "small", "visitor"]
