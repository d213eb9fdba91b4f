#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes demo.mid, the piece that the first start opens: python3 resources/demo.py [OUT.mid]

"Morning Window", 32 bars in 3/4 and D major: A (1-8, half cadence), A' (9-16, full cadence through
the dominant of the dominant), B (17-24, from B flat to F major and back to the dominant), A'' (25-32,
with the minor subdominant and a slow ending). The same bytes each time; needs the standard library.
"""

import struct
import sys
from pathlib import Path

TITLE = "Morning Window"
TICKS_PER_QUARTER = 480
BEATS_PER_BAR = 3
EIGHTH = TICKS_PER_QUARTER // 2
SHARPS = 2  # D major
SECTIONS = [(1, "A"), (9, "A\u2032"), (17, "B"), (25, "A\u2033")]

# One line a bar: the left hand in eighths; "|" is where the harmony and with it the pedal changes.
LEFT_HAND = """
D       D3 A3 D4 F#4 D4 A3
A7/C#   C#3 A3 E4 G4 E4 A3
Bm      B2 F#3 D4 F#4 D4 F#3
D7/A    A2 F#3 A3 D4 A3 F#3
G       G2 D3 B3 D4 B3 D3
Bm7     B2 F#3 A3 D4 A3 F#3
Em7     E2 B2 G3 D4 G3 B2
A7      A2 E3 G3 A3 E4 G4
D       D3 A3 D4 F#4 D4 A3
A7/C#   C#3 A3 E4 G4 E4 A3
Bm      B2 F#3 D4 F#4 D4 F#3
D7/A    A2 F#3 A3 D4 A3 F#3
G       G2 D3 B3 D4 B3 D3
E7/G#   G#2 E3 B3 D4 B3 E3
D/A,A7  A2 F#3 A3 D4 | A2 G3
D       D2 A2 D3 F#3 A3 D4
Bb      Bb2 F3 Bb3 D4 Bb3 F3
Dm7     D2 A2 F3 C4 F3 A2
Gm7     G2 D3 F3 Bb3 F3 D3
C7      C2 C3 G3 Bb3 G3 C3
F       F2 C3 F3 A3 C4 A3
D7/F#   F#2 D3 A3 D4 A3 D3
Gm,Em7b5  G2 D3 G3 D4 | E2 Bb2
A7      A2 E3 G3 A3 E4 G4
D       D3 A3 D4 F#4 D4 A3
A7/C#   C#3 A3 E4 G4 E4 A3
Bm,D7/A B2 F#3 D4 F#4 | A2 F#3
G       G2 D3 B3 D4 B3 D3
Gm6     G2 D3 Bb3 D4 Bb3 D3
D/A,A7  A2 F#3 A3 D4 | A2 G3
D       D2 A2 D3 F#3 A3 D4
D       [D2 A2 F#3]:6
"""

# The right hand's melody as note:quarters. The motif is the rising sixth of bar 1 and the dotted
# answer of bar 2.
MELODY = """
A4:2 F#5:1           | E5:1.5 D5:.5 E5:1       | D5:2 B4:1            | C5:2 A4:1
B4:2 G5:1            | F#5:1.5 E5:.5 F#5:1     | G5:1 E5:1 B4:1       | F#5:1.5 E5:.5 C#5:1
A4:1.5 D5:.5 F#5:1   | E5:1 D5:.5 E5:.5 A5:1   | F#5:1.5 E5:.5 D5:1   | C5:1 E5:.5 F#5:.5 A5:1
B5:2 A5:1            | F#5:1 E5:1 B4:1         | D5:1.5 E5:.5 C#5:1   | D5:2 D5:1
D5:1.5 F5:.5 Bb5:1   | A5:1.5 G5:.5 F5:1       | Bb4:1.5 D5:.5 G5:1   | E5:1.5 F5:.5 G5:1
A5:2 C6:1            | C6:1.5 Bb5:.5 A5:1      | Bb5:1.5 A5:.5 G5:1   | D5:1 C#5:1 B4:1
A4:2 F#5:1           | E5:1.5 D5:.5 E5:1       | D5:2 C5:1            | B4:2 G5:1
E5:1.5 D5:.5 E5:1    | F#5:1 E5:.5 D5:.5 C#5:1 | D5:1 A4:1 F#5:1      | D6:3
"""

# The right hand's second voice: bar, beat, notes, quarters.
INNER_VOICE = [
    (13, 1, "D5", 3), (21, 1, "F5", 3), (22, 1, "D5", 3), (23, 1, "D5", 2), (25, 3, "A4", 1),
    (28, 3, "B4", 1), (32, 1, "D5 F#5 A5", 3),
]

# (bar, beat, value): values between these lie on a straight line.
MELODY_VELOCITY = [
    (1, 1, 66), (3, 1, 72), (5, 1, 70), (7, 1, 80), (8, 3, 66), (9, 1, 68), (12, 1, 78),
    (13, 1, 90), (15, 1, 80), (16, 1, 68), (16, 3, 62), (17, 1, 68), (18, 3, 74), (20, 1, 84),
    (21, 3, 98), (22, 1, 97), (23, 1, 90), (24, 3, 62), (25, 1, 60), (27, 3, 66), (28, 3, 80),
    (29, 1, 66), (30, 1, 68), (31, 1, 58), (32, 1, 52),
]
TEMPO = [
    (1, 1, 92), (8, 1, 92), (8, 3.5, 78), (9, 1, 94), (12, 3, 94), (13, 1, 90), (14, 1, 94),
    (15, 1, 92), (16, 3.5, 74), (17, 1, 94), (20, 1, 100), (22, 1, 100), (23, 1, 94), (24, 3.5, 68),
    (25, 1, 88), (28, 1, 88), (29, 1, 82), (30, 1, 80), (31, 1, 70), (31, 3.5, 52), (32, 1, 48),
]

ACCOMPANIMENT_SHARE = 0.74  # of the melody's velocity
SOFTEST, LOUDEST = 38, 100
PEDAL_UP, PEDAL_DOWN = 8, 240  # ticks after the new bass note, which the finger holds


def pitch_of(name):
    """The MIDI pitch of a name such as F#5; C4 is 60."""
    step = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}[name[0]]
    shift = name.count("#") - name[1:].count("b")
    return step + shift + 12 * (int(name[-1]) + 1)


def tick_of(bar, beat=1.0):
    return round(((bar - 1) * BEATS_PER_BAR + beat - 1) * TICKS_PER_QUARTER)


def value_at(points, tick):
    """The value of a line through `points` at `tick`."""
    timed = [(tick_of(bar, beat), value) for bar, beat, value in points]
    for (start, first), (end, last) in zip(timed, timed[1:]):
        if tick < end:
            return first + (last - first) * max(0, tick - start) / (end - start)
    return timed[-1][1]


def wobble(seed, width):
    """A whole number from 0 to width - 1 that looks random and is the same each time."""
    return ((seed * 2654435761 + 40503) >> 7) % 4294967296 % width


def velocity(value):
    return max(SOFTEST, min(LOUDEST, round(value)))


def note(start, quarters, pitch, loudness):
    return (start, round(quarters * TICKS_PER_QUARTER), pitch, velocity(loudness))


def right_hand():
    notes = []
    for bar, words in enumerate(MELODY.strip().replace("\n", "|").split("|"), start=1):
        beat = 1.0
        for word in words.split():
            name, quarters = word.split(":")
            tick, quarters = tick_of(bar, beat), float(quarters)
            # Short notes lead on, long ones sing.
            accent = 3 if quarters >= 1.5 else -5 if quarters < 1 else 0
            late = wobble(tick, 4) if tick else 0
            loudness = value_at(MELODY_VELOCITY, tick) + accent + wobble(tick + 1, 3) - 1
            notes.append(note(tick + late, quarters * 0.96, pitch_of(name), loudness))
            beat += quarters
    for bar, beat, names, quarters in INNER_VOICE:
        tick = tick_of(bar, beat)
        for name in names.split():
            late = 3 + wobble(tick, 4)
            loudness = value_at(MELODY_VELOCITY, tick) * 0.84
            notes.append(note(tick + late, quarters * 0.94, pitch_of(name), loudness))
    return notes


def left_hand_bars():
    """Per bar the eighths as lists of names, and the eighths at which the harmony changes."""
    for line in LEFT_HAND.split("\n")[1:-1]:
        words = line.split(maxsplit=1)[1]
        if words.startswith("["):
            yield [words[1:words.index("]")].split()], [0]
            continue
        parts = [part.split() for part in words.split("|")]
        eighths = [[name] for part in parts for name in part]
        yield eighths, [0] + ([len(parts[0])] if len(parts) > 1 else [])


def left_hand():
    notes, harmonies = [], []
    for bar, (eighths, changes) in enumerate(left_hand_bars(), start=1):
        for place, names in enumerate(eighths):
            tick = tick_of(bar) + place * EIGHTH
            bass = place in changes
            if bass:
                harmonies.append(tick)
            contour = 8 if bass else (-2, 0, 1, 2, -1, -3)[place]
            loudness = value_at(MELODY_VELOCITY, tick) * ACCOMPANIMENT_SHARE + contour
            left = (min([c for c in changes if c > place], default=len(eighths)) - place) / 2
            quarters = 2.9 if len(names) > 1 else min(left, 1.98) - 0.04 if bass else 0.48
            for step, name in enumerate(names):
                late = wobble(tick + 7 + step, 6) if tick else 0
                notes.append(note(tick + late, quarters, pitch_of(name), loudness - 2 * step))
    return notes, harmonies


def pedal(harmonies, end):
    """(tick, value) of CC64: changed after each new bass note."""
    changes = [(harmonies[0] + PEDAL_UP, 127)]
    for tick in harmonies[1:]:
        changes += [(tick + PEDAL_UP, 0), (tick + PEDAL_DOWN, 127)]
    return changes + [(end, 0)]


def tempo_changes(end):
    changes = []
    for tick in range(0, end, EIGHTH):
        bpm = round(value_at(TEMPO, tick))
        if not changes or bpm != changes[-1][1]:
            changes.append((tick, bpm))
    return changes


def variable_length(value):
    data = [value & 0x7F]
    while value := value >> 7:
        data.insert(0, value & 0x7F | 0x80)
    return bytes(data)


def meta(kind, data):
    return bytes([0xFF, kind]) + variable_length(len(data)) + data


def track(events, end):
    """The chunk of (tick, order, message), with the end of track at `end`."""
    body, now = b"", 0
    for tick, _, message in sorted(events) + [(end, 9, meta(0x2F, b""))]:
        body += variable_length(tick - now) + message
        now = tick
    return b"MTrk" + struct.pack(">I", len(body)) + body


def hand(name, notes, controls, end):
    events = [(0, 0, meta(0x03, name.encode())), (0, 1, bytes([0xC0, 0]))]
    events += [(tick, 2, bytes([0xB0, 64, value])) for tick, value in controls]
    for start, length, pitch, loudness in notes:
        events.append((start, 4, bytes([0x90, pitch, loudness])))
        events.append((min(start + length, end), 3, bytes([0x80, pitch, 64])))
    return track(events, end)


def conductor(end):
    events = [
        (0, 0, meta(0x03, TITLE.encode())),
        (0, 1, meta(0x58, bytes([BEATS_PER_BAR, 2, 24, 8]))),
        (0, 2, meta(0x59, bytes([SHARPS, 0]))),
    ]
    for tick, bpm in tempo_changes(end):
        events.append((tick, 3, meta(0x51, round(60_000_000 / bpm).to_bytes(3, "big"))))
    events += [(tick_of(bar), 4, meta(0x06, text.encode())) for bar, text in SECTIONS]
    return track(events, end)


def main():
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("demo.mid")
    end = tick_of(33) - 20
    left, harmonies = left_hand()
    tracks = [conductor(end), hand("Right hand", right_hand(), [], end),
              hand("Left hand", left, pedal(harmonies, end), end)]
    header = b"MThd" + struct.pack(">IHHH", 6, 1, len(tracks), TICKS_PER_QUARTER)
    out.write_bytes(header + b"".join(tracks))


if __name__ == "__main__":
    main()
