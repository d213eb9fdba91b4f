// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/roll_action_table.h"

#include <iterator>

#include "ui/piano_roll/roll_commands.h"
#include "ui/piano_roll/view_commands.h"

namespace cadenza::ui {
namespace {

constexpr int velocityStep = 5;
constexpr Tick fineStep = ticksPerQuarter / 32;

using enum RollAction;
using State = RollState&;

std::vector<RollActionRow> editRows() {
  return {
      {Cut, "Cu&t", "", {QKeySequence::Cut}, Needs::Selection, cutSelection},
      {Copy, "&Copy", "copy", {QKeySequence::Copy}, Needs::Selection, copySelection},
      {Paste, "&Paste at playhead", "", {QKeySequence::Paste}, Needs::Clipboard, paste},
      {Duplicate, "D&uplicate", "", {Qt::CTRL | Qt::Key_D}, Needs::Selection, duplicate},
      {SelectAll,
       "Select &all",
       "",
       {QKeySequence::SelectAll},
       Needs::Notes,
       [](State s) { s.document().selectAll(); }},
      {Delete,
       "&Delete",
       "trash",
       {Qt::Key_Delete, Qt::Key_Backspace},
       Needs::Selection,
       eraseSelection},
      {Quantise, "&Quantise", "quantise", {Qt::Key_Q}, Needs::Notes, quantise},
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
  };
}

std::vector<RollActionRow> moveRows() {
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
      {NextNote,
       "Next note",
       "",
       {Qt::Key_Tab},
       Needs::NextNote,
       [](State s) { selectNeighbour(s, 1); }},
      {PreviousNote,
       "Previous note",
       "",
       {Qt::SHIFT | Qt::Key_Tab, Qt::Key_Backtab},
       Needs::PreviousNote,
       [](State s) { selectNeighbour(s, -1); }},
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
  std::vector<RollActionRow> table = editRows();
  for (auto rows : {moveRows(), viewRows()}) {
    table.insert(table.end(), std::make_move_iterator(rows.begin()),
                 std::make_move_iterator(rows.end()));
  }
  return table;
}

bool isMet(Needs needs, const RollState& state) {
  switch (needs) {
    case Needs::Nothing:
      return true;
    case Needs::Notes:
      return !state.score().notes().empty();
    case Needs::Selection:
      return !state.document().selection().empty();
    case Needs::Clipboard:
      return canPaste();
    case Needs::NextNote:
      return neighbour(state, 1).has_value();
    case Needs::PreviousNote:
      return neighbour(state, -1).has_value();
  }
  return true;
}

}  // namespace cadenza::ui
