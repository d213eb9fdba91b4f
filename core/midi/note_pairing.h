// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/score/note.h"

namespace cadenza {

/// Joins the note-ons and note-offs of one track into notes, first in, first out for each channel
/// and pitch: a note-on ends the note that sounds there, and the note-off that belonged to that
/// note is then passed over. Where a track holds fewer note-offs than note-ons, so that one would
/// be missing in the end, each note-off ends the note that sounds instead. A note that ends on the
/// tick of its onset lasts a 32nd, or until its key is struck again. One thread.
class NotePairing {
 public:
  /// Notes are added to `notes`, which must outlive this. The duration of a note is 0 until it
  /// ends.
  explicit NotePairing(std::vector<Note>& notes) : notes_(notes) {}

  /// False where the pitch was struck on that tick already: the louder velocity and the longer
  /// duration of both hold.
  bool noteOn(int channel, int pitch, Note note);
  [[nodiscard]] bool isOpen(int channel, int pitch) const {
    return keys_[static_cast<std::size_t>(channel * pitchCount + pitch)].open != 0;
  }
  void noteOff(int channel, int pitch, Tick tick) {
    Key& key = keyAt(channel, pitch);
    if (key.open == 0) return;
    if (key.due > 0) return passOver(channel, key, tick);
    end(key, tick);
  }
  /// Ends what sounds on the channel; note-offs that are due are no longer waited for.
  void endChannel(int channel, Tick tick);
  /// Ends the track; returns how many notes had no note-off.
  std::size_t endTrack(Tick tick);
  /// Notes so far that ended on the tick of their onset.
  [[nodiscard]] std::size_t lengthless() const { return lengthless_; }

 private:
  static constexpr int channelCount = 16;
  static constexpr int pitchCount = 128;

  struct Key {
    std::uint32_t open = 0;          // index into notes + 1, or 0
    std::uint32_t due = 0;           // note-offs of notes that a note-on ended
    std::uint32_t firstOverlap = 0;  // since when a note-on has always ended the note before
    std::uint32_t lengthened = 0;    // index into notes + 1 of the last one, if it had no length
  };
  // A note-off that was passed over while this note sounded.
  struct PassedOver {
    const Key* key;
    std::uint32_t note;
    Tick tick;
  };

  [[nodiscard]] Key& keyAt(int channel, int pitch) {
    return keys_[static_cast<std::size_t>(channel * pitchCount + pitch)];
  }
  bool makeRoom(Key& key, const Note& note);
  void owe(Key& key);
  void passOver(int channel, Key& key, Tick tick);
  void end(Key& key, Tick tick);
  void endByPassedOver(int channel);
  void endOpen(Key& key, Tick tick);
  void close(Key& key, Note& note, Tick tick);

  std::vector<Note>& notes_;
  std::array<Key, channelCount * pitchCount> keys_{};
  std::size_t openCount_ = 0;
  std::size_t lengthless_ = 0;
  std::array<std::vector<PassedOver>, channelCount> passedOver_;
  std::vector<Key*> lengthenedKeys_;
};

}  // namespace cadenza
