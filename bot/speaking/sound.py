"""Makes sound files: Opus for voice messages, AAC for audio."""

from __future__ import annotations

import io
from collections.abc import Mapping

import av
from av.audio.resampler import AudioResampler

FORMS: Mapping[str, tuple[str, str, int, dict[str, str]]] = {
    "ogg": ("ogg", "libopus", 48000, {"application": "voip", "compression_level": "4"}),
    "m4a": ("ipod", "aac", 44100, {}),
}
"""By the ending of a file's name: how it is packed, how it is coded, samples a second, and what the coder is told."""
BITS_A_SECOND = 24_000


def sound_file(samples: bytes, rate: int, ending: str) -> bytes:
    """A file of samples of 16 bits, `rate` a second."""
    container, codec, sampled, told = FORMS[ending]
    target = io.BytesIO()
    with av.open(target, "w", format=container) as file:
        stream = file.add_stream(codec, rate=sampled, layout="mono", options={"b": str(BITS_A_SECOND), **told})
        assert isinstance(stream, av.AudioStream)
        fitted = AudioResampler(stream.codec_context.format, "mono", sampled, stream.codec_context.frame_size or 960)
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples) // 2)
        frame.planes[0].update(samples)
        frame.sample_rate = rate
        frame.pts = 0
        for part in (*fitted.resample(frame), *fitted.resample(None), None):
            file.mux(stream.encode(part))
    return target.getvalue()
