"""Makes the example voice (packs/suara-contoh/suara) with eSpeak NG and opusenc: a machine speaks, and it is marked so.

    apt-get install espeak-ng opus-tools
    .venv/bin/python scripts/make_voice.py rekaman-suara.csv

The table says what to record: file, language, words; /suara/ gives it, with what the installation lacks. Not part of
the build: its results are in the repository. Each recording is cut at its silence, since they are joined.
"""

import array
import csv
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

from balai.config.env import ROOT

FOLDER = ROOT / "packs" / "suara-contoh" / "suara"
NAMES = "a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet"
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", NAMES.split(), strict=True))  # noqa: SIM905 - read as one line
VOICES = {"id": "id", "en": "en-gb"}
PACE, PITCH, BITRATE = "135", "45", "12"  # words a minute, eSpeak's scale, kbit/s
QUIET = 500  # of 32767: softer counts as silence
MARGIN = 0.03  # seconds of it that stay


def main() -> None:
    """Write what the table names."""
    for tool in ("espeak-ng", "opusenc"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing: apt-get install espeak-ng opus-tools")
    if len(sys.argv) != 2:
        sys.exit("which table? /suara/ gives it")
    FOLDER.mkdir(parents=True, exist_ok=True)
    _head, *rows = csv.reader(Path(sys.argv[1]).read_text(encoding="utf-8-sig").splitlines())
    with tempfile.TemporaryDirectory() as folder:
        for file, language, text in rows:
            write(FOLDER / file, language, text, Path(folder) / "draft.wav")
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"{len(rows)} written, {size / 1000:.0f} kB in all")


def write(goal: Path, language: str, text: str, draft: Path) -> None:
    """Speak, cut and pack one of them; Indonesian letters by their names."""
    words = LETTERS.get(text, text) if language == "id" else text
    speak = ["espeak-ng", "-v", VOICES[language], "-s", PACE, "-p", PITCH, "-w", draft, words]
    subprocess.run(speak, check=True)
    cut(draft)
    command = ["opusenc", "--quiet", "--bitrate", BITRATE, "--serial", "1", "--padding", "0", draft, goal]
    subprocess.run(command, check=True)


def cut(path: Path) -> None:
    """Take the silence from both ends; what is too soft throughout stays as it is."""
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
