// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/compose/insight.h"
#include "core/score/key.h"

namespace cadenza::ui {

/// How nats become colours and words: by comparing a note with the others of its piece.
struct NatsScale {
  float top = 8;      ///< nats of the last colour; few notes have more
  float low = 2;      ///< a quarter of the notes has less
  float high = 5;     ///< a quarter has more
  float extreme = 8;  ///< one in twenty has more

  [[nodiscard]] static NatsScale of(const PieceInsight& piece);
};

/// What a model thinks of the notes, as the roll shows it. A value, GUI thread.
struct RollInsight {
  /// What a note's surprise is made of.
  enum class Parts { Event, Triple, Chord };

  /// Null while nothing is known. May be of the piece as it was before the last edit: notes are
  /// looked up in it.
  std::shared_ptr<const PieceInsight> piece;
  NatsScale scale;
  Parts parts = Parts::Event;
  QString model;    ///< its name
  QString message;  ///< what else is to be said: how far it has read, or why there is nothing

  /// The place of a note that stands there in the piece; nothing for others.
  [[nodiscard]] std::optional<std::size_t> indexOf(const Note& note) const;
  /// The same for notes that the model told something about.
  [[nodiscard]] const NoteInsight* find(const Note& note) const;
  /// How surprising, 0 to 1 of the scale.
  [[nodiscard]] double shareOf(const NoteInsight& note) const;
  /// What a note is coloured by: 1 where nothing is known, else 2 to 127.
  [[nodiscard]] std::uint8_t markOf(const Note& note) const;
  [[nodiscard]] std::uint8_t markOf(const NoteInsight& note) const;

  /// "6.2 nats: surprising · rhythm 1.1, note 4.3, loudness 0.8 · looked most at E4, bar 3:1 (41
  /// %)", or why there is nothing to tell.
  [[nodiscard]] QString text(const Note& note, const std::optional<Key>& key) const;
};

/// Walks along sorted notes and tells the mark of each.
class InsightWalk {
 public:
  /// `insight` may be null, if nobody asks.
  explicit InsightWalk(const RollInsight* insight) : insight_(insight) {}
  [[nodiscard]] std::uint8_t markOf(const Note& note);

 private:
  const RollInsight* insight_;
  std::size_t next_ = 0;
  bool started_ = false;
};

inline constexpr std::uint8_t unknownMark = 1;
inline constexpr std::uint8_t lowestMark = 2;
inline constexpr std::uint8_t highestMark = 127;

}  // namespace cadenza::ui
