// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/midi/note_pairing.h"

#include <algorithm>
#include <utility>

namespace cadenza {
namespace {

constexpr Tick shortest = ticksPerQuarter / 8;

}  // namespace

bool NotePairing::noteOn(int channel, int pitch, Note note) {
  Key& key = keyAt(channel, pitch);
  if (key.lengthened != 0 && !makeRoom(key, note)) return false;
  if (key.open != 0) {
    Note& sounding = notes_[key.open - 1];
    owe(key);
    if (sounding.onset == note.onset) {
      sounding.velocity = std::max(sounding.velocity, note.velocity);
      return false;
    }
    sounding.duration = note.onset - sounding.onset;
    --openCount_;
  }
  note.duration = 0;
  notes_.push_back(note);
  key.open = static_cast<std::uint32_t>(notes_.size());
  ++openCount_;
  return true;
}

// Where the note without a length is on the same tick, it is that note: it sounds again.
bool NotePairing::makeRoom(Key& key, const Note& note) {
  const std::uint32_t index = std::exchange(key.lengthened, 0);
  Note& last = notes_[index - 1];
  if (note.onset > last.onset) {
    last.duration = std::min(last.duration, note.onset - last.onset);
    return true;
  }
  last.duration = 0;
  last.velocity = std::max(last.velocity, note.velocity);
  key.open = index;
  ++openCount_;
  --lengthless_;
  return false;
}

void NotePairing::owe(Key& key) {
  ++key.due;
  if (key.firstOverlap == 0) key.firstOverlap = key.open;
}

void NotePairing::passOver(int channel, Key& key, Tick tick) {
  --key.due;
  if (tick <= notes_[key.open - 1].onset) return;
  passedOver_[static_cast<std::size_t>(channel)].push_back({&key, key.open, tick});
}

void NotePairing::end(Key& key, Tick tick) {
  close(key, notes_[key.open - 1], tick);
  --openCount_;
}

void NotePairing::close(Key& key, Note& note, Tick tick) {
  const std::uint32_t index = key.open;
  key = {};
  note.duration = tick - note.onset;
  if (note.duration > 0) return;
  ++lengthless_;
  note.duration = shortest;
  key.lengthened = index;
  lengthenedKeys_.push_back(&key);
}

void NotePairing::endChannel(int channel, Tick tick) {
  if (openCount_ == 0) return;
  endByPassedOver(channel);
  for (int pitch = 0; pitch < pitchCount; ++pitch) {
    if (Key& key = keyAt(channel, pitch); key.open != 0) endOpen(key, tick);
  }
}

// Ends the note where a note-off came that was passed over, else now.
void NotePairing::endOpen(Key& key, Tick tick) {
  Note& note = notes_[key.open - 1];
  close(key, note, note.duration > 0 ? note.end() : tick);
  --openCount_;
}

// Too few note-offs: of each overlap that was never resolved, the notes end with the note-offs that
// came while they sounded.
void NotePairing::endByPassedOver(int channel) {
  for (const PassedOver& off : std::exchange(passedOver_[static_cast<std::size_t>(channel)], {})) {
    const Key& key = *off.key;
    if (key.open == 0 || key.firstOverlap == 0 || off.note < key.firstOverlap) continue;
    Note& note = notes_[off.note - 1];
    const bool isOpen = off.note == key.open;
    if (isOpen && note.duration > 0) continue;
    note.duration = isOpen ? off.tick - note.onset : std::min(note.duration, off.tick - note.onset);
  }
}

std::size_t NotePairing::endTrack(Tick tick) {
  std::size_t unended = 0;
  for (int channel = 0; channel < channelCount; ++channel) {
    if (openCount_ > 0) endByPassedOver(channel);
    passedOver_[static_cast<std::size_t>(channel)].clear();
  }
  for (std::size_t i = 0; i < keys_.size() && openCount_ > 0; ++i) {
    if (keys_[i].open == 0) continue;
    unended += notes_[keys_[i].open - 1].duration == 0 ? 1 : 0;
    endOpen(keys_[i], tick);
  }
  for (Key* key : lengthenedKeys_) key->lengthened = 0;
  lengthenedKeys_.clear();
  return unended;
}

}  // namespace cadenza
