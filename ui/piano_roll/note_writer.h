// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <vector>

#include "core/score/score.h"
#include "ui/piano_roll/note_cursor.h"

namespace cadenza::ui {

/// Writes notes of the last length at the note cursor, as one types words. While it is on, letters
/// are notes (see cursor_keys.h). Each note is one undo step; undo and redo take the cursor along.
/// GUI thread.
class NoteWriter : public QObject {
  Q_OBJECT

 public:
  /// Both must outlive the writer.
  NoteWriter(RollState& state, NoteCursor& cursor);

  [[nodiscard]] bool isOn() const { return on_; }
  void setOn(bool on);

  /// A note at the cursor, which goes on behind it.
  void write();
  /// A note at the cursor, which stays, so that a chord can be built.
  void writeAndStay();
  /// The note of this letter ('A' to 'G') nearest to the cursor's pitch, with the accidental that
  /// the key gives it; it stays selected, so that what changes a selection changes it.
  void writeLetter(char letter);
  /// The same into the chord that was written last, above its notes.
  void addLetter(char letter);
  /// The cursor goes on by the length of a note.
  void rest();
  /// The note that was written last, so many semitones higher, as far as there are keys.
  void alter(int semitones);
  /// Lengthens the chord that was written last by the length of a note.
  void tie();
  /// Goes back over the rest that was entered last, or erases what ends at the cursor and goes back
  /// to where it began, or goes back a step.
  void takeBack();

  /// Of the next note, told in the status bar.
  void setLength(Tick ticks);
  void toggleDot();
  void toggleTriplet();

 Q_SIGNALS:
  void onChanged(bool on);
  void lengthChanged();

 private:
  struct Written {
    Note note;
    bool advanced;  // the cursor went on behind it
  };

  void put(const Note& note, bool advances);
  [[nodiscard]] Note noteAt(Tick onset, int pitch) const;
  [[nodiscard]] int pitchOf(char letter, int near) const;
  [[nodiscard]] std::vector<Note> lastChord() const;
  [[nodiscard]] std::vector<Note> noteBefore() const;
  void followEdit(const ScoreEdit& edit);
  void followChange(const std::vector<Note>& before, const std::vector<Note>& after);

  RollState& state_;
  NoteCursor& cursor_;
  bool on_ = false;
  bool busy_ = false;             // the edit that comes is ours
  std::vector<Written> written_;  // the last one at the end
  std::vector<TickRange> rests_;  // likewise
  std::vector<Written> undone_;
};

}  // namespace cadenza::ui
