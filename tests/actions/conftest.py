from tests.store.furnished import furnishings, small

__all__ = ["furnishings", "small"]
