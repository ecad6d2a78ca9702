"""Ports of this machine: a free one, and one on which somebody begins to listen."""

import socket
import time
from contextlib import suppress

import pytest

LONGEST_START_S = 30.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Waits until somebody listens on a port; fails where nobody does."""
    until = time.monotonic() + LONGEST_START_S
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        time.sleep(0.02)
    pytest.fail(f"nothing listens on port {port}")
