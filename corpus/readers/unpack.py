"""gzip, zstd, bzip2 and xz streams, unpacked as they are read.

The standard library and zstandard can do that too, but not all that is needed here at once: never much more output than
was asked for (a bomb), everything before the damage in a broken file, and an error, not a quiet end, where it is cut.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import zstandard

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES: Final = 1 << 16
_CHUNK: Final = 1 << 16
_ZSTD_CHUNK: Final = 256  # four bytes of zstd can mean 128 KiB of output
_XZ_MEMORY: Final = 1 << 27  # twice what `xz -9` needs; a file may ask for four gigabytes


class DamagedError(OSError):
    """A compressed stream that is broken or cut short."""


def _gunzip(packed: io.BufferedReader) -> Iterator[bytes]:
    member = zlib.decompressobj(31)
    data = packed.read1(_CHUNK)
    while data:
        yield member.decompress(data, _CHUNK)
        if member.eof:
            data = member.unused_data or packed.read1(_CHUNK)
            if not data.startswith(b"\x1f"):
                return  # the end, or padding after it, which gzip ignores too
            member = zlib.decompressobj(31)
        else:
            data = member.unconsumed_tail or packed.read1(_CHUNK)
    yield member.flush()
    if not member.eof:
        raise DamagedError("the gzip stream ends in the middle")


def _unzstd(packed: io.BufferedReader) -> Iterator[bytes]:
    unpacker = zstandard.ZstdDecompressor()
    frame = None
    while data := packed.read1(_ZSTD_CHUNK):
        while data:
            frame = frame or unpacker.decompressobj()
            yield frame.decompress(data)
            data = b""
            if frame.eof:
                data, frame = frame.unused_data, None
    if frame:
        raise DamagedError("the zstd stream ends in the middle")


def _unbzip2(packed: io.BufferedReader) -> Iterator[bytes]:
    return _members(packed, "bzip2", b"B", bz2.BZ2Decompressor)


def _unxz(packed: io.BufferedReader) -> Iterator[bytes]:
    return _members(packed, "xz", b"\xfd", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY))


def _members(
    packed: io.BufferedReader,
    kind: str,
    start: bytes,
    begin: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor],
) -> Iterator[bytes]:
    member = None
    data = packed.read1(_CHUNK)
    while data or member:
        member = member or begin()
        try:
            yield member.decompress(data, _CHUNK)
        except (OSError, lzma.LZMAError) as error:
            raise DamagedError(f"the {kind} stream is damaged ({error})") from error
        if member.eof:
            data, member = member.unused_data or packed.read1(_CHUNK), None
            if not data.startswith(start):
                return  # the end, or padding after it
        else:
            data = packed.read1(_CHUNK) if member.needs_input else b""
            if member.needs_input and not data:
                raise DamagedError(f"the {kind} stream ends in the middle")


_UNPACKERS: Final[dict[bytes, Callable[[io.BufferedReader], Iterator[bytes]]]] = {
    b"\x1f\x8b\x08": _gunzip,
    b"\x28\xb5\x2f\xfd": _unzstd,
    b"BZh": _unbzip2,
    b"\xfd7zXZ\0": _unxz,
}


class _Chunks(io.RawIOBase):
    """Chunks of bytes as a stream. An error comes after all that preceded it, and comes again at the next call."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._pending = memoryview(b"")
        self._error: OSError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        if self._error:
            raise self._error
        try:
            while not self._pending:
                self._pending = memoryview(next(self._chunks))
        except StopIteration:
            return 0
        except (zlib.error, zstandard.ZstdError) as error:
            self._error = DamagedError(f"the compressed stream is damaged ({error})")
            raise self._error from error
        except OSError as error:
            self._error = error
            raise
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._pending))
        target[:size] = self._pending[:size]
        self._pending = self._pending[size:]
        return size


def stream_of(chunks: Iterator[bytes]) -> io.BufferedReader:
    """Chunks of bytes, none of them empty, as a stream."""
    return io.BufferedReader(_Chunks(chunks), _CHUNK)


def _from_start(head: bytes, rest: io.BufferedReader) -> Iterator[bytes]:
    yield head
    while chunk := rest.read1(_CHUNK):
        yield chunk


def _peek(stream: io.BufferedReader) -> tuple[bytes, io.BufferedReader]:
    head = b""
    try:
        while len(head) < HEAD_BYTES and (chunk := stream.read1(HEAD_BYTES - len(head))):
            head += chunk
    except DamagedError:
        pass  # the reader gets what there is, and then the error
    return head, stream_of(_from_start(head, stream))


def unpack(stream: io.BufferedReader) -> tuple[bytes, io.BufferedReader, bool]:
    """Unpack a stream if it is packed, whatever it is called, and if it is packed twice.

    Returns:
        Up to 65,536 bytes of the beginning; the whole, with them; and whether it was packed. Reading raises
        :class:`DamagedError` after the last good byte of a broken stream.
    """
    packed = False
    head, stream = _peek(stream)
    for _ in range(2):
        for magic, unpacker in _UNPACKERS.items():
            if head.startswith(magic):
                packed = True
                head, stream = _peek(stream_of(unpacker(stream)))
                break
    return head, stream, packed
