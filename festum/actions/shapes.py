"""The shapes the API answers in, handed on from where they are drawn: the API and the feeds say a thing alike."""

from festum.feeds.shape import dates_shape, event_shape, occurrence_shape, partner_shape, point_shape

__all__ = ["dates_shape", "event_shape", "occurrence_shape", "partner_shape", "point_shape"]
