"""Giving drafts' images the addresses they will have with us, before anything is compared or copied.

The address is made from the one the partner gives, so that the same file twice is unchanged; copying (copy_images.py)
waits until a plan is applied.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from festum.actions.house import Unit
from festum.domain.draft import Draft
from festum.domain.images import Sources, host, key_in
from festum.domain.plan import Revision
from festum.errors import Problem
from festum.importers.reading import Reading
from festum.store.images import stored_images


async def host_images(unit: Unit, reading: Reading, failed: Collection[str] = ()) -> tuple[Reading, Sources]:
    """With the images it names. `failed` are keys that could not be copied: their drafts go without an image, and say
    so."""
    named = {draft.details.image for draft in reading.drafts if draft.details.image}
    if not named:
        return reading, {}
    known = await stored_images(unit.connection, {key for image in named if (key := key_in(image))})
    hosted = {image: host(image, known) for image in named}
    column = next((heading.label for heading in reading.headings if heading.column == "image"), "image")

    def placed(draft: Draft) -> Draft:
        image = draft.details.image
        if not image:
            return draft
        found = hosted[image]
        if found is not None and found.key not in failed:
            return replace(draft, details=replace(draft.details, image=found.path))
        said = Problem("warning", "image_not_copied", column, image[:200])
        problems = draft.problems if draft.refused else (*draft.problems, said)
        return replace(draft, details=replace(draft.details, image=""), problems=problems)

    sources = {one.key: one.source for one in hosted.values() if one is not None and one.source}
    return replace(reading, drafts=tuple(map(placed, reading.drafts))), sources


def images_of(revisions: Sequence[Revision], sources: Sources) -> Sources:
    """Those a plan would show for the first time."""
    shown = {
        r.after.details.image
        for r in revisions
        if r.after.details.image and (r.before is None or r.before.details.image != r.after.details.image)
    }
    keys = (key_in(image) for image in sorted(shown))
    return {key: sources[key] for key in keys if key is not None and key in sources}
