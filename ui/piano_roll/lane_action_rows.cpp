// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/lane_action_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <optional>

#include "core/score/pedal_edits.h"
#include "core/score/place_edits.h"
#include "ui/piano_roll/bar_commands.h"
#include "ui/piano_roll/time_grid.h"

namespace cadenza::ui {
namespace {

using enum RollAction;
using State = RollState&;

RollActionRow laneRow(RollAction which, const char* text, LaneKind kind) {
  RollActionRow row{
      which, text, "", {}, Needs::Nothing, [kind](State s) {
        s.changeLanes([kind](LaneViews& views) { views[kind].isShown = !views[kind].isShown; });
      }};
  row.isOn = [kind](const RollState& s) { return s.lanes()[kind].isShown; };
  return row;
}

void changeSnap(State s, Tick (*change)(Tick)) {
  if (s.snap() > 0) s.setSnap(change(s.snap()));
}

void goToMarker(State s, const std::optional<Marker>& marker) {
  if (!marker) return;
  Q_EMIT s.seekRequested(marker->tick);
  s.reveal(marker->tick);
}

// The marked stretch, else from the first selected onset to the last end.
TickRange chosenStretch(const RollState& s) {
  if (s.timeRange()) return *s.timeRange();
  TickRange range{maxTick, 0};
  for (const Note& note : s.document().selection()) {
    range = {std::min(range.begin, note.onset), std::max(range.end, note.end())};
  }
  return range;
}

void push(State s, const char* name, const ScoreEdit& edit) {
  s.document().push(QCoreApplication::translate("PianoRoll", name), edit);
}

// A little of the last page stays in view.
void turnPage(State s, double pages) {
  const double width = s.view().size().width() * 0.9;
  s.changeView([&](RollTransform& view) { view.scrollByPixels({pages * width, 0}); });
}

}  // namespace

std::vector<RollActionRow> laneRows() {
  RollActionRow map{ShowMap, "Ma&p of the piece", "", {}, Needs::Nothing, [](State s) {
                      s.changeLanes([](LaneViews& views) { views.showsMap = !views.showsMap; });
                    }};
  map.isOn = [](const RollState& s) { return s.lanes().showsMap; };
  return {laneRow(ShowVelocityLane, "&Velocity lane", LaneKind::Velocity),
          laneRow(ShowPedalLane, "P&edal lane", LaneKind::Pedal),
          laneRow(ShowTempoLane, "Te&mpo lane", LaneKind::Tempo), map};
}

std::vector<RollActionRow> scoreRows() {
  return {
      {HoldPedal,
       "&Hold the pedal",
       "",
       {Qt::SHIFT | Qt::Key_P},
       Needs::Stretch,
       [](State s) { push(s, "Hold pedal", setPedalDown(s.score(), chosenStretch(s))); }},
      {LiftPedal,
       "&Lift the pedal",
       "",
       {},
       Needs::Stretch,
       [](State s) { push(s, "Lift pedal", liftPedal(s.score(), chosenStretch(s))); }},
      {InsertBars,
       "&Insert bars",
       "",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_B},
       Needs::Nothing,
       insertBars},
      {DeleteBars, "&Delete bars", "", {}, Needs::Notes, deleteBars},
      {RepeatBars,
       "&Repeat bars",
       "",
       {Qt::CTRL | Qt::SHIFT | Qt::Key_R},
       Needs::Notes,
       repeatBars},
      {ChangeSignature,
       "&Time signature at playhead…",
       "",
       {},
       Needs::Nothing,
       [](State s) { Q_EMIT s.signatureRequested(s.playhead()); }},
      {ChangeTempo,
       "Te&mpo at playhead…",
       "",
       {},
       Needs::Nothing,
       [](State s) { Q_EMIT s.tempoRequested(s.playhead()); }},
  };
}

std::vector<RollActionRow> placeRows() {
  return {
      {GoToBar,
       "&Go to bar…",
       "",
       {Qt::CTRL | Qt::Key_J},
       Needs::Nothing,
       [](State s) { Q_EMIT s.barRequested(); }},
      {AddMarker,
       "Add &marker at playhead…",
       "",
       {Qt::SHIFT | Qt::Key_M},
       Needs::Nothing,
       [](State s) { Q_EMIT s.markerRequested(s.playhead()); }},
      {NextMarker,
       "Next marker",
       "",
       {Qt::ALT | Qt::Key_PageDown},
       Needs::Markers,
       [](State s) { goToMarker(s, markerAfter(s.score(), s.playhead())); }},
      {PreviousMarker,
       "Previous marker",
       "",
       {Qt::ALT | Qt::Key_PageUp},
       Needs::Markers,
       [](State s) { goToMarker(s, markerBefore(s.score(), s.playhead())); }},
      {PageLater,
       "A page later",
       "",
       {Qt::CTRL | Qt::Key_PageDown},
       Needs::Nothing,
       [](State s) { turnPage(s, 1); }},
      {PageEarlier,
       "A page earlier",
       "",
       {Qt::CTRL | Qt::Key_PageUp},
       Needs::Nothing,
       [](State s) { turnPage(s, -1); }},
      {SnapFiner,
       "Finer grid",
       "",
       {Qt::Key_BracketRight},
       Needs::Nothing,
       [](State s) { changeSnap(s, finerSnap); }},
      {SnapCoarser,
       "Coarser grid",
       "",
       {Qt::Key_BracketLeft},
       Needs::Nothing,
       [](State s) { changeSnap(s, coarserSnap); }},
  };
}

}  // namespace cadenza::ui
