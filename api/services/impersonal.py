"""What can hold text and says nothing of a person: the other side of the registry (personal_data.py), column by column.

A new column is in neither, and fails the test until somebody has said which it is.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Columns(NamedTuple):
    names: str
    why: str


IMPERSONAL: Mapping[str, Columns] = {
    "attempts": Columns("what target", "what was tried, and a keyed digest of on whom; gone after a while"),
    "calls": Columns("title", "what the network says"),
    "client_keys": Columns("prefix key_hash", "random; the key itself is nowhere"),
    "decisions": Columns("minutes_reference", "where a body keeps its minutes"),
    "import_batches": Columns(
        "file_digest plan_digest columns unknown_columns counts",
        "of a whole file: its header, digests, counts",
    ),
    "organisation_aliases": Columns("name language", "an organisation is no person"),
    "organisation_slugs": Columns("slug", "an organisation is no person"),
    "organisations": Columns("name short_name slug country website", "an organisation is no person"),
    "outbox": Columns("event subject_type", "what happened and to what; ids only"),
    "rulebooks": Columns("content digest", "the rules"),
    "space_slugs": Columns("slug", "a space's"),
    "spaces": Columns(
        "name slug purpose language status_reason overridden override_reason",
        "what the network says of a space",
    ),
    "linkages": Columns("purpose", "what two spaces do together"),
    "plans": Columns("title priorities content link minutes_reference", "what a space sets itself"),
    "suppressions": Columns("digest", "keyed: nobody is found by it, only known again"),
}
