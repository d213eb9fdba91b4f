// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_action_table.h"

#include <utility>

#include "ui/controls/command.h"
#include "ui/piano_roll/cursor_rows.h"
#include "ui/piano_roll/lane_action_rows.h"
#include "ui/piano_roll/roll_commands.h"
#include "ui/piano_roll/view_commands.h"

namespace cadenza::ui {
namespace {

constexpr int velocityStep = 5;
constexpr Tick fineStep = ticksPerQuarter / 32;

using enum RollAction;
using State = RollState&;

// Candidates that wait come before notes.
void toNeighbour(State s, int direction) {
  if (s.doCandidatesStep()) return s.stepCandidate(direction);
  selectNeighbour(s, direction);
}

std::vector<RollActionRow> editRows() {
  return {
      {Cut, "Cu&t", "", {QKeySequence::Cut}, Needs::Selection, cutSelection},
      {Copy, "&Copy", "copy", {QKeySequence::Copy}, Needs::Selection, copySelection},
      {Paste, "&Paste at playhead", "", {QKeySequence::Paste}, Needs::Clipboard, paste},
      {Duplicate, "D&uplicate", "", {Qt::CTRL | Qt::Key_D}, Needs::Selection, duplicate},
      {Delete,
       "&Delete",
       "trash",
       {Qt::Key_Delete, Qt::Key_Backspace},
       Needs::Selection,
       eraseSelection},
  };
}

std::vector<RollActionRow> selectRows() {
  return {
      {SelectAll,
       "Select &all",
       "",
       {QKeySequence::SelectAll},
       Needs::Notes,
       [](State s) { s.document().selectAll(); }},
      {SelectNone,
       "Select &none",
       "",
       {Qt::Key_Escape},
       Needs::Selection,
       [](State s) { s.document().select({}); }},
      {InvertSelection,
       "&Invert the selection",
       "",
       {Qt::CTRL | Qt::Key_I},
       Needs::Notes,
       invertSelection},
      {SelectSamePitch,
       "Select the same &pitches",
       "",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_P},
       Needs::Selection,
       selectSamePitch},
      {SelectInRange,
       "Select in the marked &time",
       "",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_A},
       Needs::Range,
       selectInRange},
      {NextNote,
       "Next note",
       "",
       {Qt::Key_Tab},
       Needs::NextNote,
       [](State s) { toNeighbour(s, 1); }},
      {PreviousNote,
       "Previous note",
       "",
       {Qt::SHIFT | Qt::Key_Tab, Qt::Key_Backtab},
       Needs::PreviousNote,
       [](State s) { toNeighbour(s, -1); }},
  };
}

std::vector<RollActionRow> noteRows() {
  return {
      {Lock, "Loc&k or unlock", "lock", {Qt::Key_K}, Needs::Selection, toggleLock},
      {Join, "&Join notes of a pitch", "", {Qt::Key_J}, Needs::Selection, join},
      {Split, "S&plit at the playhead", "", {Qt::Key_S}, Needs::Notes, split},
      {Legato, "Le&gato", "", {Qt::CTRL | Qt::Key_L}, Needs::Selection, legatoSelection},
      {RemoveOverlaps,
       "Remove &overlaps",
       "",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_L},
       Needs::Notes,
       removeOverlapping},
      {DoubleLengths,
       "&Double lengths",
       "",
       {},
       Needs::Selection,
       [](State s) { scaleLengths(s, 2); }},
      {HalveLengths,
       "Hal&ve lengths",
       "",
       {},
       Needs::Selection,
       [](State s) { scaleLengths(s, 0.5); }},
  };
}

std::vector<RollActionRow> pitchRows() {
  return {
      {SemitoneUp,
       "Semitone up",
       "",
       {Qt::Key_Up},
       Needs::Selection,
       [](State s) { transpose(s, 1); }},
      {SemitoneDown,
       "Semitone down",
       "",
       {Qt::Key_Down},
       Needs::Selection,
       [](State s) { transpose(s, -1); }},
      {OctaveUp,
       "Octave up",
       "",
       {Qt::SHIFT | Qt::Key_Up},
       Needs::Selection,
       [](State s) { transpose(s, 12); }},
      {OctaveDown,
       "Octave down",
       "",
       {Qt::SHIFT | Qt::Key_Down},
       Needs::Selection,
       [](State s) { transpose(s, -12); }},
      {KeyStepUp,
       "Step up in the key",
       "",
       {Qt::ALT | Qt::Key_Up},
       Needs::Selection,
       [](State s) { stepInKey(s, 1); }},
      {KeyStepDown,
       "Step down in the key",
       "",
       {Qt::ALT | Qt::Key_Down},
       Needs::Selection,
       [](State s) { stepInKey(s, -1); }},
      {TransposeBy,
       "&Transpose…",
       "",
       {Qt::CTRL | Qt::Key_T},
       Needs::Notes,
       [](State s) { Q_EMIT s.transposeDialogRequested(); }},
  };
}

std::vector<RollActionRow> timeRows() {
  return {
      {NudgeLeft,
       "Earlier",
       "",
       {Qt::Key_Left},
       Needs::Selection,
       [](State s) { nudge(s, -s.step()); }},
      {NudgeRight,
       "Later",
       "",
       {Qt::Key_Right},
       Needs::Selection,
       [](State s) { nudge(s, s.step()); }},
      {NudgeLeftFine,
       "A little earlier",
       "",
       {Qt::ALT | Qt::Key_Left},
       Needs::Selection,
       [](State s) { nudge(s, -fineStep); }},
      {NudgeRightFine,
       "A little later",
       "",
       {Qt::ALT | Qt::Key_Right},
       Needs::Selection,
       [](State s) { nudge(s, fineStep); }},
      {Longer,
       "Longer",
       "",
       {Qt::SHIFT | Qt::Key_Right},
       Needs::Selection,
       [](State s) { lengthen(s, s.step()); }},
      {Shorter,
       "Shorter",
       "",
       {Qt::SHIFT | Qt::Key_Left},
       Needs::Selection,
       [](State s) { lengthen(s, -s.step()); }},
      {Quantise, "&Quantise", "quantise", {Qt::Key_Q}, Needs::Notes, quantise},
      {QuantiseWith,
       "Quantise &with…",
       "",
       {Qt::CTRL | Qt::Key_Q},
       Needs::Notes,
       [](State s) { Q_EMIT s.quantiseDialogRequested(); }},
      {Humanise,
       "&Humanise…",
       "",
       {Qt::CTRL | Qt::Key_H},
       Needs::Notes,
       [](State s) { Q_EMIT s.humaniseDialogRequested(); }},
      {PlaySlower,
       "Stretch to &twice the time",
       "",
       {},
       Needs::Selection,
       [](State s) { stretchSelection(s, 2); }},
      {PlayFaster,
       "S&queeze into half the time",
       "",
       {},
       Needs::Selection,
       [](State s) { stretchSelection(s, 0.5); }},
  };
}

std::vector<RollActionRow> velocityRows() {
  return {
      {Louder,
       "&Louder",
       "",
       {Qt::Key_Plus, Qt::Key_Equal},
       Needs::Selection,
       [](State s) { changeLoudness(s, velocityStep); }},
      {Softer,
       "&Softer",
       "",
       {Qt::Key_Minus},
       Needs::Selection,
       [](State s) { changeLoudness(s, -velocityStep); }},
      {SetVelocities,
       "Set &velocities…",
       "",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_V},
       Needs::Notes,
       [](State s) { Q_EMIT s.velocityDialogRequested(); }},
  };
}

std::vector<RollActionRow> viewRows() {
  return {
      {ZoomIn,
       "Zoom &in",
       "zoom-in",
       {QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Equal},
       Needs::Nothing,
       zoomIn},
      {ZoomOut, "Zoom &out", "zoom-out", {QKeySequence::ZoomOut}, Needs::Nothing, zoomOut},
      {ZoomToSelection, "Zoom to &selection", "", {Qt::Key_Z}, Needs::Selection, zoomToSelection},
      {ZoomToAll, "Zoom to &all", "zoom-all", {Qt::SHIFT | Qt::Key_Z}, Needs::Nothing, zoomToAll},
  };
}

std::vector<RollActionRow> toolRows() {
  return {
      {ToolPencil,
       "&Pencil",
       "pencil",
       {Qt::Key_1},
       Needs::Nothing,
       [](State s) { s.setTool(Tool::Pencil); }},
      {ToolSelect,
       "&Select",
       "select",
       {Qt::Key_2},
       Needs::Nothing,
       [](State s) { s.setTool(Tool::Select); }},
      {ToolErase,
       "&Erase",
       "eraser",
       {Qt::Key_3},
       Needs::Nothing,
       [](State s) { s.setTool(Tool::Erase); }},
  };
}

}  // namespace

std::vector<RollActionRow> rollActionTable() {
  using enum RollSection;
  std::vector<RollActionRow> table;
  const auto add = [&table](RollSection section, std::vector<RollActionRow> rows) {
    for (RollActionRow& row : rows) {
      row.section = section;
      table.push_back(std::move(row));
    }
  };
  add(Edit, editRows());
  add(Select, selectRows());
  add(Pitch, pitchRows());
  add(Time, timeRows());
  add(Notes, noteRows());
  add(Velocity, velocityRows());
  add(Cursor, cursorRows());
  add(Select, cursorSelectRows());
  add(Write, writeRows());
  add(View, viewRows());
  add(Time, scoreRows());
  add(Places, placeRows());
  add(View, laneRows());
  add(Tools, toolRows());
  return table;
}

const char* title(RollSection section) {
  switch (section) {
    case RollSection::Edit:
      return "&Edit";
    case RollSection::Select:
      return "&Select";
    case RollSection::Pitch:
      return "P&itch";
    case RollSection::Time:
      return "Ti&me";
    case RollSection::Notes:
      return "&Notes";
    case RollSection::Velocity:
      return "&Velocity";
    case RollSection::Cursor:
      return "Note &cursor";
    case RollSection::Write:
      return "&Write";
    case RollSection::Places:
      return "Markers &and grid";
    case RollSection::View:
      return "&View";
    case RollSection::Tools:
      return "T&ools";
  }
  return "";
}

QString rollActionId(const RollActionRow& row) {
  return idFromText(QStringLiteral("roll"), QString::fromUtf8(row.text));
}

bool isMet(Needs needs, const RollState& state) {
  switch (needs) {
    case Needs::Nothing:
      return true;
    case Needs::Notes:
      return !state.score().notes().empty();
    case Needs::Selection:
      return !state.document().selection().empty();
    case Needs::Range:
      return state.timeRange().has_value();
    case Needs::Clipboard:
      return canPaste();
    case Needs::Stretch:
      return state.timeRange() || !state.document().selection().empty();
    case Needs::Markers:
      return !state.score().markers().empty();
    case Needs::NextNote:
      return state.doCandidatesStep() || neighbour(state, 1).has_value();
    case Needs::PreviousNote:
      return state.doCandidatesStep() || neighbour(state, -1).has_value();
  }
  return true;
}

const char* words(Needs needs) {
  switch (needs) {
    case Needs::Nothing:
      return "";
    case Needs::Notes:
      return "needs notes";
    case Needs::Selection:
      return "needs selected notes";
    case Needs::Range:
      return "needs a stretch of time marked on the ruler";
    case Needs::Clipboard:
      return "needs notes on the clipboard";
    case Needs::Stretch:
      return "needs selected notes or a marked stretch";
    case Needs::Markers:
      return "needs markers";
    case Needs::NextNote:
      return "no note follows";
    case Needs::PreviousNote:
      return "no note before";
  }
  return "";
}

}  // namespace cadenza::ui
