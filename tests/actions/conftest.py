from tests.store.furnished import database_url, postgresql_small, small, sqlite_small

__all__ = ["database_url", "postgresql_small", "small", "sqlite_small"]
