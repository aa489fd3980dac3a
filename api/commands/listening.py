"""Addresses, taken before anything else is touched; one that cannot be had is told in one line."""

import errno
import socket

from api.commands.base import CommandError


def listening(host: str, port: int, variable: str) -> socket.socket:
    """The address, bound. Connections are let in when a server is ready. `variable` is the setting that moves it."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise unusable(host, port, variable, error) from error
    return listener


def unusable(host: str, port: int, variable: str, error: OSError) -> CommandError:
    where = f"{host}:{port}"
    if error.errno == errno.EADDRINUSE:
        return CommandError(f"{where} is in use: stop what answers there, or set {variable} to a free port.")
    return CommandError(f"Cannot serve on {where} ({error.strerror}): set INEE_HOST and {variable}.")


def url(host: str, listener: socket.socket) -> str:
    """As a browser on this machine writes it."""
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
