"""The small programme for the rooms that hand it out."""

from tests.small import editor, furnishings, reader, small, visitor

__all__ = ["editor", "furnishings", "reader", "small", "visitor"]
