// SPDX-License-Identifier: GPL-3.0-or-later
// The piano roll: where notes are seen and made. One widget with ruler, keyboard, note area,
// velocity lane and scroll bars. It turns hands into edits of a Document; it plays nothing itself.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QWidget>
#include <bitset>
#include <memory>
#include <optional>
#include <vector>

#include "core/play/midi_input.h"
#include "core/score/key.h"
#include "core/score/score.h"
#include "ui/document.h"
#include "ui/theme.h"

class QAction;

namespace cadenza {
struct Expectation;
}

namespace cadenza::ui {

struct RollInsight;

enum class Tool { Pencil, Select, Erase };

/// As a length to snap to: the finest grid that can be told apart at the zoom there is.
inline constexpr Tick snapFollowsZoom = -1;

/// The lanes under the notes.
enum class LaneKind { Velocity, Pedal, Tempo };

/// What can be done by menu or key. Tools are checkable, one at a time.
enum class RollAction {
  Cut,
  Copy,
  Paste,
  Duplicate,
  SelectAll,
  SelectNone,
  Delete,
  SemitoneUp,
  SemitoneDown,
  OctaveUp,
  OctaveDown,
  KeyStepUp,
  KeyStepDown,
  TransposeBy,
  NudgeLeft,
  NudgeRight,
  NudgeLeftFine,
  NudgeRightFine,
  Longer,
  Shorter,
  Quantise,
  QuantiseWith,
  Humanise,
  Join,
  Split,
  Legato,
  RemoveOverlaps,
  DoubleLengths,
  HalveLengths,
  PlaySlower,
  PlayFaster,
  InvertSelection,
  SelectSamePitch,
  SelectInRange,
  Lock,
  Louder,
  Softer,
  SetVelocities,
  NextNote,
  PreviousNote,
  ZoomIn,
  ZoomOut,
  ZoomToSelection,
  ZoomToAll,
  CursorNextChord,
  CursorPreviousChord,
  CursorNoteAbove,
  CursorNoteBelow,
  ExtendNextChord,
  ExtendPreviousChord,
  ExtendNoteAbove,
  ExtendNoteBelow,
  CursorNextBar,
  CursorPreviousBar,
  ExtendNextBar,
  ExtendPreviousBar,
  CursorToStart,
  CursorToEnd,
  ExtendToStart,
  ExtendToEnd,
  CursorLater,
  CursorEarlier,
  CursorToPlayhead,
  PlayheadToCursor,
  CursorToggleNote,
  CursorSelectChord,
  CursorErase,
  WriteNote,
  WriteAndStay,
  WriteMode,
  ToolPencil,
  ToolSelect,
  ToolErase,
  ShowVelocityLane,
  ShowPedalLane,
  ShowTempoLane,
  ShowMap,
  SnapFiner,
  SnapCoarser,
  HoldPedal,
  LiftPedal,
  ChangeSignature,
  ChangeTempo,
  InsertBars,
  DeleteBars,
  RepeatBars,
  GoToBar,
  AddMarker,
  NextMarker,
  PreviousMarker,
  PageLater,
  PageEarlier,
};

/// How the roll answers hands.
struct RollOptions {
  int drawnVelocity = 80;                  ///< of the first drawn note
  Tick drawnLength = ticksPerQuarter / 2;  ///< of the first drawn note
  bool namesEveryRow = false;              ///< else each C, and white keys where there is room
  bool soundsEdits = true;                 ///< drawn, moved and chosen notes are heard
  bool reversesWheel = false;

  bool operator==(const RollOptions&) const = default;
};

/// Keys (or pitches) by MIDI number.
using PitchSet = std::bitset<128>;

class PianoRoll : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive the roll.
  PianoRoll(Document& document, const Appearance& appearance, QWidget* parent = nullptr);
  ~PianoRoll() override;

  /// An action with text, icon, tooltip and the shortcut of experience.md, enabled when it makes
  /// sense; owned by the roll. Its keys work in the whole window, but for Tab and arrows, which
  /// want the roll to have the focus (see KeyScope). All of them are QWidget::actions().
  [[nodiscard]] QAction* action(RollAction which) const;
  /// Takes all actions and their keys away while the roll is not what one works with.
  void setActionsAvailable(bool available);

  [[nodiscard]] Tool tool() const;
  void setTool(Tool tool);

  /// Takes effect at once.
  void setOptions(const RollOptions& options);

  /// Length of the grid that gestures snap to, in ticks; 0 is free, or snapFollowsZoom.
  [[nodiscard]] Tick snap() const;
  void setSnap(Tick ticks);

  /// The piece's key, an undoable edit. Rows outside of it are shaded; nothing shades none.
  void setKey(std::optional<Key> key);
  [[nodiscard]] const std::optional<Key>& key() const;

  [[nodiscard]] Tick playhead() const;
  /// Cheap: repaints two thin strips, and turns the page when following. Call it at 60 Hz.
  void setPlayhead(Tick tick);
  [[nodiscard]] bool isFollowing() const;
  void setFollowing(bool following);
  /// Keys that light up on the keyboard, and notes that glow, because they sound.
  void setSoundingPitches(const PitchSet& pitches);
  /// Keys that light up because hands hold them.
  void setHeldKeys(const PitchSet& keys);

  /// The stretch of time marked in the ruler. It is drawn strong when looping is on.
  [[nodiscard]] std::optional<TickRange> timeRange() const;
  void setTimeRange(std::optional<TickRange> range);
  void setLooping(bool looping);

  /// What the model proposes, at absolute ticks: drawn dashed, translucent, not editable. `range`
  /// is tinted where it is not empty; of notes that give way (`leaving`) only outlines are left.
  /// May be called again while more notes come.
  void setCandidate(ScoreItems material, TickRange range = {}, std::vector<Note> leaving = {});
  void clearCandidate();
  [[nodiscard]] const ScoreItems& candidate() const;
  /// Several candidates wait: Tab asks for the next one instead of the next note.
  void setCandidatesStep(bool on);
  /// A rubber band that catches no note marks its stretch of time.
  void setMarksGaps(bool on);
  /// Where the note cursor stands, which follows presses of the mouse.
  [[nodiscard]] Tick cursorTick() const;
  /// Stand above all in the context menu of the notes.
  void setMenuActions(QList<QAction*> actions);

  /// What is being recorded, in any order, and the stretch gone over so far: outlined in the
  /// playhead's red. An empty range shows nothing.
  void setRecorded(std::vector<Note> notes, TickRange range);

  /// Notes of another piece or take, drawn as pale outlines under the real ones and named in a
  /// corner; they can't be edited. Any order.
  void setGhost(std::vector<Note> notes, const QString& name);
  void clearGhost();
  [[nodiscard]] const std::vector<Note>& ghost() const;

  /// Colours the notes by what a model thinks of them, with a legend, and says it of the note under
  /// the pointer or cursor; nothing shows them as ever.
  void setInsight(std::optional<RollInsight> insight);
  /// Shows beside the playhead, and on the keys, what a model expects next.
  void setExpectation(std::optional<Expectation> expectation);

  // View. Ranges are kept a little away from the borders.
  [[nodiscard]] TickRange visibleRange() const;
  void zoomIn();
  void zoomOut();
  void zoomToSelection();
  void zoomToAll();
  /// Zooms and scrolls so that all of `range` is seen.
  void showRange(TickRange range);
  /// The start of a piece that has just come, with no note of it above or below what is seen.
  void showFromStart(TickRange range);
  /// Makes rows smaller, and scrolls, until all notes and candidates of the stretch in view are seen.
  void fitPitches();
  /// What is seen, tool and grid, to be found again with the piece.
  [[nodiscard]] QJsonObject viewState() const;
  void restoreViewState(const QJsonObject& object);
  /// Scrolls as little as needed to see `tick`.
  void reveal(Tick tick);
  /// Scrolls up or down to the notes that are there, or to the middle of the piano.
  void centreOnNotes();

  /// Lanes under the notes; their heights are changed by hand.
  [[nodiscard]] bool isLaneVisible(LaneKind lane) const;
  void setLaneVisible(LaneKind lane, bool visible);
  void setVelocityLaneVisible(bool visible) { setLaneVisible(LaneKind::Velocity, visible); }
  /// Which lanes are shown, folded, and how high, and the map of the piece: a small JSON object, to
  /// be kept with a window or a piece. What restoring does not understand is as at first.
  [[nodiscard]] QByteArray saveLanes() const;
  void restoreLanes(const QByteArray& saved);

 Q_SIGNALS:
  void playheadMoved(cadenza::Tick tick);
  void toolChanged(cadenza::ui::Tool tool);
  void snapChanged(cadenza::Tick ticks);
  void keyChanged(std::optional<cadenza::Key> key);
  void timeRangeChanged(std::optional<cadenza::TickRange> range);
  void followingChanged(bool following);
  void seekRequested(cadenza::Tick tick);
  /// The next (1) or previous (-1) candidate is wanted.
  void candidateStepped(int direction);
  /// Sound this note now, for about half a second.
  void auditionRequested(int pitch, int velocity);
  /// A key of the keyboard is pressed or let go.
  void played(const cadenza::MidiInput& input);
  /// One line for the status bar about what is under the pointer; empty when nothing is.
  void hoverTextChanged(const QString& text);
  /// A sentence about what was done or could not be.
  void said(const QString& sentence);
  void visibleRangeChanged(cadenza::TickRange range);
  /// What saveLanes answers is another one now.
  void lanesChanged();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace cadenza::ui
