"""How many pixels a picture says that it has, read from its head alone (stage 7).

Sources: PNG 3rd edition 11.2.1, GIF89a 18, ITU T.81 B.2.2 (JPEG), RFC 9649 (WebP).
"""

from __future__ import annotations

import struct


def pixels(data: bytes) -> int:
    """Width times height; 0 where the head does not say."""
    try:
        wide, high = _size(data)
    except struct.error:  # it ends before that
        return 0
    return wide * high


def _size(data: bytes) -> tuple[int, int]:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        wide, high = struct.unpack_from(">II", data, 16)
    elif data.startswith(b"GIF8"):
        wide, high = struct.unpack_from("<HH", data, 6)
    elif data.startswith(b"\xff\xd8"):
        wide, high = _of_jpeg(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        wide, high = _of_webp(data)
    else:
        wide = high = 0
    return wide, high


def _of_jpeg(data: bytes) -> tuple[int, int]:
    """From the first frame header (SOF0 to SOF15, but for the tables that have numbers between them)."""
    at = 2
    while at < len(data):
        sign, marker = struct.unpack_from(">BB", data, at)
        if sign != 0xFF:
            return 0, 0
        if marker == 0xFF:  # a fill byte
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            high, wide = struct.unpack_from(">HH", data, at + 5)
            return wide, high
        else:
            at += 2 + max(2, struct.unpack_from(">H", data, at + 2)[0])
    return 0, 0


def _of_webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        wide, high = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
    elif kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        wide, high = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        wide, high = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 26))
    return wide, high
