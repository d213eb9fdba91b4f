// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "core/score/score.h"

namespace cadenza::ui {

class RollState;

/// The hand of somebody who works without a mouse: a tick, a pitch, and the note that stands there
/// if there is one. Every move says in the status bar where it came to, keeps it in view and sounds
/// the note. It is seen from its first move by a key on, until a mouse button is pressed. GUI
/// thread.
class NoteCursor : public QObject {
  Q_OBJECT

 public:
  /// Select leaves nothing else selected; Extend adds what the move went over.
  enum class Reach { Select, Extend };

  /// The state must outlive the cursor.
  explicit NoteCursor(RollState& state);

  [[nodiscard]] Tick tick() const { return tick_; }
  [[nodiscard]] int pitch() const { return pitch_; }
  [[nodiscard]] bool isShown() const { return shown_; }
  /// The note that begins here, else one that sounds here.
  [[nodiscard]] std::optional<Note> note() const;
  /// The notes that are struck here together, by rising pitch: no two onsets further apart than a
  /// hand that plays them at once may be. Empty where nothing begins.
  [[nodiscard]] std::vector<Note> chord() const;
  /// What stands here, in words: "C4 · bar 1:2 · 1/4 · velocity 80 · 1 of 3".
  [[nodiscard]] QString text() const;

  /// Takes the hidden cursor along with the mouse.
  void followMouse(Tick tick, int pitch);
  /// Takes it along with what other keys selected.
  void followNote(const Note& note);
  void hide();

  // Moves onto notes; what they come to is selected.
  /// To the next (1) or previous (-1) chord, onto its note nearest in pitch.
  void toChord(int direction, Reach reach);
  /// To the next note above (1) or below (-1) in the chord; a semitone where nothing begins, and
  /// beyond the chord's outer notes.
  void inChord(int direction, Reach reach);

  // Moves in time; nothing is selected after them, unless they extend.
  void toBar(int direction, Reach reach);
  void toStart(Reach reach);
  /// Behind the last note.
  void toEnd(Reach reach);
  /// By lines of the grid.
  void byStep(int direction);
  void bySemitones(int semitones);
  void toPlayhead();

  /// Selects the note here, or takes it out of the selection.
  void toggleNote();
  void selectChord();
  /// Erases the note here, as one step.
  void eraseNote();
  /// Goes to a place that a command of its own chose, without selecting anything.
  void moveTo(Tick tick, int pitch);

 Q_SIGNALS:
  /// It is elsewhere, or shown or hidden, or something else stands there.
  void moved();

 private:
  void place(Tick tick, int pitch);
  void tell();
  void land(const std::vector<Note>& chord, Reach reach);
  void goTo(Tick tick, Reach reach);
  [[nodiscard]] std::vector<Note> nextChord() const;
  [[nodiscard]] std::vector<Note> previousChord() const;
  void anchor(Reach reach);
  void selectFromAnchor(TickRange to);

  RollState& state_;
  Tick tick_ = 0;
  int pitch_ = 60;
  bool shown_ = false;
  std::optional<TickRange> anchor_;  // the chord that a run of extending moves began on
};

}  // namespace cadenza::ui
