"""E-mail addresses: the key that a person is known by."""

import unicodedata

from email_validator import validate_email


def key(address: str) -> str:
    """Two valid addresses with one key are one mailbox. Neither dots nor `+tags` are dropped.

    Lower case, not `casefold` and not Python's own IDNA of 2003: those make `ſam` into `sam` and `straße.de` into
    `strasse.de`, which are other people's. A domain counts in one spelling, whether it came as `straße.de` or `xn--…`.
    """
    address = unicodedata.normalize("NFC", address.strip()).lower()
    if address.isascii() and "xn--" not in address:
        return address  # nearly all, and fast: lists have many thousands
    return unicodedata.normalize(
        "NFC", validate_email(address, check_deliverability=False).normalized.lower()
    )
