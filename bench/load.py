"""A load of GETs over kept connections, light enough that the server is what is measured."""

import asyncio
import time


async def requests_a_second(
    port: int, path: str, headers: dict[str, str], *, seconds: float, connections: int
) -> float:
    """Answered 200s a second; anything else raises, for a fast refusal is no speed."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    request = f"GET {path} HTTP/1.1\r\nHost: bench\r\n{lines}\r\n".encode()
    ends = time.perf_counter() + seconds
    counts = await asyncio.gather(*(_ask(port, request, ends) for _ in range(connections)))
    return sum(counts) / seconds


async def _ask(port: int, request: bytes, ends: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = 0
    try:
        while time.perf_counter() < ends:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"answered {head[:60]!r}")
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            done += 1
    finally:
        writer.close()
    return done
