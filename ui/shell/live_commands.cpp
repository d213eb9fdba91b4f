// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/live_commands.h"

#include <QAction>
#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/compose/compose_panel.h"
#include "ui/compose/live_panel.h"
#include "ui/compose/take_record.h"
#include "ui/controllers/recording_controller.h"
#include "ui/controls/words.h"
#include "ui/messages.h"
#include "ui/piano_roll/piano_roll.h"
#include "ui/shell/actions.h"
#include "ui/shell/studio.h"

namespace cadenza::ui {
namespace {

using Activity = LiveController::Activity;

// Where the playhead runs, the music begins so much behind it: the model has to hear the piece.
constexpr double headStart = 1;  // seconds

}  // namespace

LiveCommands::LiveCommands(const Studio& studio, const Actions& actions, const Parts& parts,
                           QObject* parent)
    : QObject(parent), studio_(studio), actions_(actions), parts_(parts), live_(*studio.live) {
  connectActions();
  connect(&live_, &LiveController::activityChanged, this, &LiveCommands::showActivity);
  connect(&live_, &LiveController::reported, this, [this] {
    followControls();
    showMusic();
  });
  connect(&live_, &LiveController::ended, this, &LiveCommands::keep);
  connect(&live_, &LiveController::failed, this,
          [this](const Error& error) { Q_EMIT warned(userText(error)); });
  connect(&parts_.panel, &ComposePanel::modelChosen, this, &LiveCommands::showActivity);
  connect(&parts_.session, &ComposeSession::stateChanged, this, &LiveCommands::showActivity);
  connect(&parts_.recording, &RecordingController::recordingChanged, this, [this](bool recording) {
    if (recording) live_.stop();
  });
  showActivity();
}

void LiveCommands::connectActions() {
  connect(actions_.playOn, &QAction::triggered, this, [this](bool on) {
    on ? playOn() : live_.stop();
    showActivity();
  });
  connect(actions_.answerMe, &QAction::triggered, this, [this](bool on) {
    on ? answer() : live_.stop();
    showActivity();
  });
}

// Candidates that wait give way; they are kept as takes.
bool LiveCommands::makeReady() {
  if (live_.activity() != Activity::None || !parts_.panel.hasModel()) return false;
  if (parts_.session.state() == ComposeSession::State::Composing) return false;
  parts_.session.reject();
  parts_.recording.finish();
  settings_ = parts_.panel.takeSettings();
  settings_.variations = 1;
  parts_.roll.setFocus();
  return true;
}

void LiveCommands::playOn() {
  if (!makeReady()) return;
  if (settings_.mode != ComposeMode::Nothing) settings_.mode = ComposeMode::Continue;
  const Score& score = studio_.document.score();
  ComposePlace place{studio_.playback.position(), studio_.document.selection(), {}};
  if (studio_.playback.isPlaying()) {
    const TempoMap& tempo = score.tempo();
    const Tick soon = tempo.tickAt(tempo.secondsAt(place.playhead) + headStart);
    place.playhead = score.meter().barAround(soon).end;
  }
  const auto settings = placed(settings_, score, place);
  if (!settings) {
    Q_EMIT said(QString::fromStdString(settings.error().detail));
    return;
  }
  settings_ = *settings;
  live_.playOn(settings_.model, requestOf(settings_, score));
}

void LiveCommands::answer() {
  if (!makeReady()) return;
  settings_.mode = ComposeMode::Continue;
  AnswerOptions options;
  options.breath = parts_.livePanel.breath();
  options.controls = settings_.controls;
  options.randomSeed = settings_.randomSeed;
  live_.answer(settings_.model, options);
}

void LiveCommands::showActivity() {
  const Activity activity = live_.activity();
  const bool ends = live_.isEnding();
  const bool mayBegin = activity == Activity::None && parts_.panel.hasModel() &&
                        parts_.session.state() != ComposeSession::State::Composing;
  actions_.playOn->setChecked(activity == Activity::PlayOn && !ends);
  actions_.answerMe->setChecked(activity == Activity::Duet && !ends);
  actions_.playOn->setEnabled(mayBegin || (activity == Activity::PlayOn && !ends));
  actions_.answerMe->setEnabled(mayBegin || (activity == Activity::Duet && !ends));
}

void LiveCommands::showMusic() {
  if (live_.activity() == Activity::None) return;
  if (live_.activity() == Activity::PlayOn) {
    return parts_.roll.setCandidate(live_.music(), live_.range());
  }
  const std::vector<Note>& played = live_.report().played;
  ScoreItems answers;
  std::ranges::set_difference(live_.music().notes, played, std::back_inserter(answers.notes));
  parts_.roll.setCandidate(std::move(answers), live_.range());
  parts_.roll.setRecorded(played, live_.range());
}

// What is set in the panel holds at once.
void LiveCommands::followControls() {
  if (live_.activity() == Activity::None) return;
  const Controls controls = parts_.panel.settings().controls;
  if (controls == settings_.controls || faultOf(controls.limits)) return;
  settings_.controls = controls;
  live_.setControls(controls);
}

std::vector<Note> LiveCommands::soundingAt(Tick tick) const {
  std::vector<Note> sounding;
  if (live_.activity() == Activity::None) return sounding;
  std::ranges::copy_if(live_.music().notes, std::back_inserter(sounding),
                       [&](const Note& note) { return note.onset <= tick && tick < note.end(); });
  return sounding;
}

void LiveCommands::keep(const LiveMusic& music) {
  parts_.roll.clearCandidate();
  parts_.roll.setRecorded({}, {});
  if (music.composition.material.notes.empty()) {
    Q_EMIT said(tr("Nothing was played, so nothing is kept."));
    return;
  }
  settings_.range = music.composition.range;
  const QString word = music.isDuet ? tr("Duet") : tr("Played on");
  parts_.session.propose({{music.composition}, music.model, music.checksum}, settings_, word);
  std::vector<Take> takes = studio_.document.takes();
  takes.back().settings = liveSettingsText(
      takes.back().settings, music.isDuet ? LiveKind::Duet : LiveKind::PlayedOn, music.changes);
  studio_.document.setTakes(std::move(takes));
  Q_EMIT said(tr("%1 kept as a take. %2 takes them into the piece.")
                  .arg(countText(music.composition.material.notes.size(), tr("note")),
                       actions_.accept->shortcut().toString(QKeySequence::NativeText)));
}

}  // namespace cadenza::ui
