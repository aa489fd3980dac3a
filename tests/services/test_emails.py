"""The key of an e-mail address: one mailbox is one person, and a look-alike is somebody else."""

import pytest

from api.services import emails

ONE_MAILBOX = [
    ("amina@example.org", "Amina@EXAMPLE.org"),
    ("amina@example.org", " amina@example.org "),
    ("jürgen@example.org", "Ju\u0308rgen@example.org"),  # one letter, or a letter and its mark
    ("a@straße.example", "a@xn--strae-oqa.example"),
    ("a@straße.example", "A@XN--STRAE-OQA.EXAMPLE"),
    ("иван@пример.example", "ИВАН@ПРИМЕР.example"),
]
LOOK_ALIKES = [
    ("amina@example.org", "am.ina@example.org"),
    ("amina@example.org", "amina+list@example.org"),
    ("amina@example.org", "\u0430mina@example.org"),  # a Cyrillic letter
    ("sam@example.org", "\u017fam@example.org"),  # a long s, which folding would make an s
    ("ina@example.org", "\u0131na@example.org"),  # an i without its dot
    ("strauss@example.org", "strauß@example.org"),
    ("a@strasse.example", "a@straße.example"),
    ("a@example.org", "a@example.com"),
    ("amina@example.org", "\uff41mina@example.org"),  # a wide a
]


@pytest.mark.parametrize(("one", "other"), ONE_MAILBOX)
def test_one_mailbox_has_one_key_however_it_is_spelt(one: str, other: str) -> None:
    assert emails.key(one) == emails.key(other)


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKES)
def test_a_look_alike_has_a_key_of_its_own(one: str, other: str) -> None:
    assert emails.key(one) != emails.key(other)


@pytest.mark.parametrize("address", [address for pair in (*ONE_MAILBOX, *LOOK_ALIKES) for address in pair])
def test_a_key_is_its_own_key(address: str) -> None:
    assert emails.key(emails.key(address)) == emails.key(address)
