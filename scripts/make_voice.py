"""Makes the example voice (packs/suara-contoh/suara) with eSpeak NG and opusenc: words of a machine, and marked so.

    apt-get install espeak-ng opus-tools
    .venv/bin/python scripts/make_voice.py

Not part of the build: its results are in the repository. Each word is cut at its silence, since calls join them.
"""

import array
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

from balai.config.env import ROOT
from balai.front.displays.spoken import COUNTER, TICKET, WORDS

FOLDER = ROOT / "packs" / "suara-contoh" / "suara"
PHRASES = {TICKET: "nomor antrean", COUNTER: "silakan ke loket"}
NAMES = "a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet"
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", NAMES.split(), strict=True))  # noqa: SIM905 - read as one line
PACE, PITCH, BITRATE = "135", "45", "20"  # words a minute, eSpeak's scale, kbit/s
QUIET = 500  # of 32767: softer counts as silence
MARGIN = 0.03  # seconds of it that stay


def main() -> None:
    """Write every word."""
    for tool in ("espeak-ng", "opusenc"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing: apt-get install espeak-ng opus-tools")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for word in WORDS:
            write(word, Path(folder) / f"{word}.wav")
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"{len(WORDS)} words, {size / 1000:.0f} kB")


def write(word: str, draft: Path) -> None:
    """Speak, cut and pack one word."""
    text = PHRASES.get(word) or LETTERS.get(word) or word
    subprocess.run(["espeak-ng", "-v", "id", "-s", PACE, "-p", PITCH, "-w", draft, text], check=True)
    cut(draft)
    goal = FOLDER / f"{word}.ogg"
    command = ["opusenc", "--quiet", "--bitrate", BITRATE, "--serial", "1", "--padding", "0", draft, goal]
    subprocess.run(command, check=True)


def cut(path: Path) -> None:
    """Take the silence from both ends."""
    with wave.open(str(path)) as file:
        facts = file.getparams()
        samples = array.array("h", file.readframes(facts.nframes))
    loud = [place for place, sample in enumerate(samples) if abs(sample) > QUIET]
    margin = int(MARGIN * facts.framerate)
    kept = samples[max(loud[0] - margin, 0) : loud[-1] + margin]
    with wave.open(str(path), "wb") as file:
        file.setparams(facts)
        file.writeframes(kept.tobytes())


if __name__ == "__main__":
    main()
