# SPDX-License-Identifier: GPL-3.0-or-later
# Prints what another reader (mido) finds in MIDI files, one item a line: the file, then notes,
# pedal, tempo and meter changes with absolute ticks.
import sys

import mido


def list_track(track):
    tick = 0
    sounding = {}
    for message in track:
        tick += message.time
        if message.type == 'note_on' and message.velocity > 0:
            sounding[message.channel, message.note] = (tick, message.velocity)
        elif message.type in ('note_off', 'note_on'):
            onset, velocity = sounding.pop((message.channel, message.note))
            print('note', onset, tick - onset, message.note, velocity)
        elif message.type == 'control_change' and message.control == 64 and message.channel == 0:
            print('pedal', tick, message.value)
        elif message.type == 'set_tempo':
            print('tempo', tick, message.tempo)
        elif message.type == 'time_signature':
            print('meter', tick, message.numerator, message.denominator)
    assert not sounding, 'a note hangs'


for path in sys.argv[1:]:
    song = mido.MidiFile(path)
    assert song.type in (0, 1) and song.ticks_per_beat == 960
    print('file')
    for track in song.tracks:
        list_track(track)
