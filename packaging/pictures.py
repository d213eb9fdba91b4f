#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that pictures.sh shows: project OUT MIDI COMPOSE VIEW | quartet OUT | pieces DATA FOLDER"""

import csv
import json
import re
import shutil
import struct
import sys
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[1] / "resources"))
import demo  # noqa: E402

COMPOSERS = "Chopin|Clementi|Debussy|Grieg|Haydn|Mozart|Satie|Schubert|Schumann|Tchaikovsky"


def project(out, midi, compose, view):
    """A project of a MIDI file with what is wished (`compose`) and seen (`view`), both JSON."""
    compose = {"newSeed": False, "sampledFor": "score", "variations": 3} | json.loads(compose)
    view = {"begin": 0, "rowHeight": 13, "topRow": 38, "snap": 480} | json.loads(view)
    with zipfile.ZipFile(out, "w") as parts:
        parts.write(midi, "score.mid")
        parts.writestr("project.json", json.dumps({
            "format": "cadenza-project", "version": 1, "title": demo.TITLE, "key": "D major",
            "parts": ["Right hand", "Left hand"], "compose": compose, "view": view}))


def instrument(name, channel, program, notes, end):
    events = [(0, 0, demo.meta(3, name.encode())), (0, 1, bytes([0xC0 + channel, program]))]
    for start, length, pitch, loudness in notes:
        events += [(start, 4, bytes([0x90 + channel, pitch, loudness])),
                   (start + length, 3, bytes([0x80 + channel, pitch, 64]))]
    return demo.track(events, end)


def quartet(out):
    """The demo for four instruments."""
    end, (left, _) = demo.tick_of(34), demo.left_hand()
    cello = [note for note in left if note[2] < 52]
    beats = [(demo.tick_of(1, beat), 120, 42 if beat % 3 != 1 else 36, 60) for beat in range(1, 97)]
    tracks = [demo.conductor(end), instrument("Flute", 0, 73, demo.right_hand(), end),
              instrument("Piano", 1, 0, left, end), instrument("Cello", 2, 42, cello, end),
              instrument("Drums", 9, 0, beats, end)]
    header = b"MThd" + struct.pack(">IHHH", 6, 1, len(tracks), demo.TICKS_PER_QUARTER)
    Path(out).write_bytes(header + b"".join(tracks))


def pieces(data, folder):
    """Copies pieces of COMPOSERS to `folder`, with a table of composers and titles."""
    rows = [["file", "composer", "title"]]
    with open(Path(data, "manifest.csv"), encoding="utf-8") as manifest:
        for row in csv.DictReader(manifest):
            if found := re.match(f"mutopia_pd/({COMPOSERS})", row["file"]):
                file = Path(row["file"]).name
                shutil.copyfile(Path(data, row["file"]), Path(folder, file))
                rows.append([file, found[1], row["title"]])
    with open(Path(folder, "pieces.csv"), "w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows(rows)


if __name__ == "__main__":
    {"project": project, "quartet": quartet, "pieces": pieces}[sys.argv[1]](*sys.argv[2:])
