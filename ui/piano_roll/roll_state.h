// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariantAnimation>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "core/score/timing.h"
#include "ui/piano_roll/lane_views.h"
#include "ui/piano_roll/note_cursor.h"
#include "ui/piano_roll/note_writer.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/piano_roll/roll_insight.h"
#include "ui/piano_roll/roll_transform.h"

namespace cadenza::ui {

/// What the parts of one piano roll share: document, theme, view, tool, playhead, candidate and
/// the edit that a gesture is trying out. GUI thread.
class RollState : public QObject {
  Q_OBJECT

 public:
  RollState(Document& document, const Appearance& appearance);

  [[nodiscard]] Document& document() const { return document_; }
  [[nodiscard]] const Score& score() const { return document_.score(); }
  [[nodiscard]] const Appearance& appearance() const { return appearance_; }
  [[nodiscard]] const Theme& theme() const { return appearance_.theme(); }

  [[nodiscard]] const RollTransform& view() const { return view_; }
  /// Confined to the content before it is taken.
  void setView(RollTransform view);
  /// Changes a copy of the view and takes that.
  void changeView(const std::function<void(RollTransform&)>& change);
  /// The end of all that is to be seen, at least eight bars.
  [[nodiscard]] Tick contentEnd() const;
  /// Rows (pitch 127 is row 0) that can be scrolled to, the end exclusive.
  [[nodiscard]] std::pair<int, int> rowRange() const {
    return {127 - highestPitch_, 128 - lowestPitch_};
  }
  /// Scrolls as little as needed so that the note is in view.
  void reveal(const Note& note);
  void reveal(Tick tick);

  [[nodiscard]] Tool tool() const { return tool_; }
  void setTool(Tool tool);
  /// The grid that there is now, also while it follows the zoom; 0 is free.
  [[nodiscard]] Tick snap() const;
  /// As it was set: may be snapFollowsZoom.
  [[nodiscard]] Tick snapChoice() const { return snap_; }
  void setSnap(Tick ticks);
  /// The snap, or a 32nd where there is none: how far a key press nudges.
  [[nodiscard]] Tick step() const { return snap() > 0 ? snap() : ticksPerQuarter / 8; }
  /// `tick` on the grid, or as it is when `free`.
  [[nodiscard]] Tick toGrid(double tick, bool free) const;
  [[nodiscard]] Tick toGridDown(double tick, bool free) const;

  /// Of the piece.
  [[nodiscard]] const std::optional<Key>& key() const { return document_.properties().key; }
  void setKey(std::optional<Key> key);

  [[nodiscard]] Tick playhead() const { return playhead_; }
  void setPlayhead(Tick tick);
  [[nodiscard]] bool isFollowing() const { return following_; }
  void setFollowing(bool following);
  [[nodiscard]] const PitchSet& sounding() const { return sounding_; }
  void setSounding(const PitchSet& pitches);
  /// Keys that hands hold down.
  [[nodiscard]] const PitchSet& heldKeys() const { return heldKeys_; }
  void setHeldKeys(const PitchSet& keys);

  [[nodiscard]] const std::optional<TickRange>& timeRange() const { return timeRange_; }
  void setTimeRange(std::optional<TickRange> range);
  [[nodiscard]] bool isLooping() const { return looping_; }
  void setLooping(bool looping);

  /// Sorted notes; its range is empty when nothing is to be tinted.
  [[nodiscard]] const ScoreItems& candidate() const { return candidate_; }
  [[nodiscard]] TickRange candidateRange() const { return candidateRange_; }
  /// From 0 to 1 while it fades in; one that only grows does not.
  [[nodiscard]] double candidateOpacity() const { return candidateOpacity_; }
  /// Sorted notes of the score that give way to it.
  [[nodiscard]] const std::vector<Note>& leaving() const { return leaving_; }
  /// Any order.
  void setCandidate(ScoreItems material, TickRange range, std::vector<Note> leaving);
  /// Several candidates wait, to be stepped through.
  [[nodiscard]] bool doCandidatesStep() const { return candidatesStep_; }
  void setCandidatesStep(bool on);
  void stepCandidate(int direction) { Q_EMIT candidateStepped(direction); }
  /// A rubber band that catches no note marks its stretch of time.
  [[nodiscard]] bool marksGaps() const { return marksGaps_; }
  void setMarksGaps(bool on);

  /// What is being recorded, sorted, and the stretch gone over so far; empty when nothing is.
  [[nodiscard]] const std::vector<Note>& recorded() const { return recorded_; }
  [[nodiscard]] TickRange recordedRange() const { return recordedRange_; }
  void setRecorded(std::vector<Note> notes, TickRange range);

  /// Notes of another piece, sorted, that shine through; none is no notes.
  [[nodiscard]] const Score& ghost() const { return ghost_; }
  [[nodiscard]] const QString& ghostName() const { return ghostName_; }
  void setGhost(std::vector<Note> notes, const QString& name);

  /// What a model thinks of the notes, which then colours them; null when it is not shown.
  [[nodiscard]] const RollInsight* insight() const { return insight_ ? &*insight_ : nullptr; }
  void setInsight(std::optional<RollInsight> insight);
  /// What it expects at the playhead, or a little before; null when nothing is.
  [[nodiscard]] const Expectation* expectation() const {
    return expectation_ ? &*expectation_ : nullptr;
  }
  void setExpectation(std::optional<Expectation> expectation);
  /// What there is to say of a note: "C4 · bar 1:2 · 1/4 · velocity 80", and what the model thinks.
  [[nodiscard]] QString textOf(const Note& note) const;

  /// What a gesture would do if it ended now: its removed notes are hidden, its added ones shown.
  /// Notes in it are sorted.
  [[nodiscard]] const ScoreEdit& preview() const { return preview_; }
  void setPreview(ScoreEdit edit);

  /// Which strips are shown around the notes.
  [[nodiscard]] const LaneViews& lanes() const { return lanes_; }
  void changeLanes(const std::function<void(LaneViews&)>& change);

  [[nodiscard]] const RollOptions& options() const { return options_; }
  /// A new length or velocity is that of the next drawn note.
  void setOptions(const RollOptions& options);

  /// What the next drawn note is like.
  [[nodiscard]] Tick drawnLength() const { return drawnLength_; }
  [[nodiscard]] int drawnVelocity() const { return drawnVelocity_; }
  void rememberDrawn(const Note& note);
  /// Kept from a 64th of a triplet to four whole notes.
  void setDrawnLength(Tick ticks);

  [[nodiscard]] NoteCursor& cursor() { return cursor_; }
  [[nodiscard]] const NoteCursor& cursor() const { return cursor_; }
  [[nodiscard]] NoteWriter& writer() { return writer_; }
  [[nodiscard]] const NoteWriter& writer() const { return writer_; }

  void hover(const QString& text);
  /// Tells the user something that a gesture or command has to say.
  void say(const QString& sentence) { Q_EMIT said(sentence); }

  /// What Ctrl+Q did last, and does next.
  [[nodiscard]] const QuantiseOptions& quantiseOptions() const { return quantiseOptions_; }
  void setQuantiseOptions(const QuantiseOptions& options) { quantiseOptions_ = options; }
  [[nodiscard]] const HumaniseOptions& humaniseOptions() const { return humaniseOptions_; }
  void setHumaniseOptions(const HumaniseOptions& options) { humaniseOptions_ = options; }

 Q_SIGNALS:
  void viewChanged();
  /// Something in the note area looks different: notes, selection, candidate, key, theme.
  void looksChanged();
  void candidateChanged();
  void candidateStepped(int direction);
  void insightChanged();
  void expectationChanged();
  void themeChanged();
  void optionsChanged();
  void playheadMoved(cadenza::Tick from, cadenza::Tick to);
  void soundingChanged();
  void heldKeysChanged();
  void timeRangeChanged(std::optional<cadenza::TickRange> range);
  void toolChanged(cadenza::ui::Tool tool);
  void snapChanged(cadenza::Tick ticks);
  void keyChanged(std::optional<cadenza::Key> key);
  /// A marker at `tick` wants a name.
  void markerRequested(cadenza::Tick tick);
  /// The bar at `tick` wants another time signature, or the stretch from there another tempo.
  void signatureRequested(cadenza::Tick tick);
  void tempoRequested(cadenza::Tick tick);
  void followingChanged(bool following);
  void lanesChanged();
  void hoverTextChanged(const QString& text);
  void said(const QString& sentence);
  /// Another place to go to is asked for.
  void barRequested();
  void quantiseDialogRequested();
  void transposeDialogRequested();
  void velocityDialogRequested();
  void humaniseDialogRequested();
  /// An edit is to be heard, if the user wants that.
  void auditionRequested(int pitch, int velocity);
  /// A key of the keyboard is pressed, and let go.
  void keyPressed(int pitch, int velocity);
  void keyReleased(int pitch);
  void seekRequested(cadenza::Tick tick);

 private:
  void contentChanged();
  void showKey();
  void fadeIn();
  /// Turns the page when the playhead leaves it; not when the user has scrolled elsewhere.
  void follow(Tick from);
  void showPlayhead();

  Document& document_;
  const Appearance& appearance_;
  RollTransform view_;
  Tool tool_ = Tool::Pencil;
  Tick snap_ = ticksPerQuarter / 4;
  std::optional<Key> shownKey_;
  Tick playhead_ = 0;
  bool following_ = true;
  PitchSet sounding_;
  PitchSet heldKeys_;
  std::optional<TickRange> timeRange_;
  bool looping_ = false;
  ScoreItems candidate_;
  TickRange candidateRange_;
  double candidateOpacity_ = 1;
  QVariantAnimation fade_;
  std::vector<Note> leaving_;
  bool candidatesStep_ = false;
  bool marksGaps_ = false;
  ScoreEdit preview_;
  LaneViews lanes_;
  std::vector<Note> recorded_;
  TickRange recordedRange_;
  Score ghost_;
  QString ghostName_;
  std::optional<RollInsight> insight_;
  std::optional<Expectation> expectation_;
  Tick drawnLength_ = ticksPerQuarter / 2;
  int drawnVelocity_ = 80;
  RollOptions options_;
  int lowestPitch_ = lowestPianoPitch;
  int highestPitch_ = highestPianoPitch;
  QString hoverText_;
  QuantiseOptions quantiseOptions_;
  HumaniseOptions humaniseOptions_;
  NoteCursor cursor_{*this};
  NoteWriter writer_{*this, cursor_};
};

}  // namespace cadenza::ui
