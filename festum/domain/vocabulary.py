"""The closed lists of the programme. They only grow: a value once handed out stays valid in every address."""

CATEGORIES = (
    "baleti", "sardana", "concert", "song", "dance", "theatre", "storytelling", "reading", "film",
    "street-arts", "circus", "bonfire", "correfoc", "totemic-animals", "parade", "walk", "workshop",
    "language-initiation", "conference", "exhibition", "games", "market", "food", "festival-day", "other",
)  # fmt: skip

SPOKEN_LANGUAGES = (
    "oc", "ca", "fr", "oc-gascon", "oc-lengadoc", "oc-provenc", "oc-auvern", "oc-lemosin", "oc-vivaraup",
    "oc-aranes",
)  # fmt: skip
"""Languages heard at an event: BCP 47, the variants of Occitan as registered at IANA in 2018."""

FLAGS = ("children", "meal", "bar", "initiation", "accessible")

STATUSES = ("confirmed", "cancelled", "postponed", "full")

TEXT_LANGUAGES = ("fr", "oc", "ca", "en")
"""Languages a text may be given in, in the order they are fallen back to. The first is the programme's own."""

NOT_STATED = "not-stated"
"""The filter value for "nobody said": never derived from anything else."""

PARTNER_KINDS = ("association", "commune", "school", "library", "other")

SYNTHETIC = "synthetic"
"""The `source` of a row made up for demonstration; shown as such wherever the row is."""
