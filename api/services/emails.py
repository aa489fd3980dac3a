"""E-mail addresses: the key that a person is known by."""

import unicodedata


def key(address: str) -> str:
    """Two addresses with one key are one mailbox. Look-alikes stay apart: neither dots nor `+tags` are dropped."""
    local, _, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    return f"{local.casefold()}@{domain.casefold().encode('idna').decode()}"
