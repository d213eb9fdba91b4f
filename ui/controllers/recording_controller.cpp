// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/recording_controller.h"

#include <algorithm>
#include <utility>

#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr double longestRecording = 3600;  // seconds

}  // namespace

RecordingController::RecordingController(Document& document, PlaybackController& playback)
    : document_(document), playback_(playback) {
  connect(&playback_, &PlaybackController::polled, this, &RecordingController::look);
  connect(&playback_, &PlaybackController::aboutToSeek, this, &RecordingController::finish);
  connect(&playback_, &PlaybackController::playingChanged, this, [this](bool playing) {
    if (!playing) finish();
  });
  connect(&document_, &Document::replaced, this, [this] { inputs_.clear(); });
}

void RecordingController::start(const Options& options) {
  if (recording_) return;
  playback_.pause();
  options_ = options;
  inputs_.clear();
  if (options_.punch) playback_.seek(options_.punch->begin);
  begin_ = playback_.position();
  taken_ = playback_.inputCount();
  const TempoMap& tempo = document_.score().tempo();
  leaveRoom(tempo.tickAt(tempo.secondsAt(begin_) + longestRecording));
  playback_.playAfter(makeCountIn(document_.score(), begin_, options_.countIn, options_.clicks));
  recording_ = true;
  Q_EMIT recordingChanged(true);
  look();
}

void RecordingController::finish() {
  if (!recording_) return;
  collect();
  const ScoreEdit recorded = edit();
  recording_ = false;
  playback_.pause();
  leaveRoom(0);
  inputs_.clear();
  Q_EMIT progressed({}, {});
  if (recorded.empty()) {
    Q_EMIT said(tr("Nothing was played, so nothing was recorded."));
  } else {
    document_.push(tr("Record"), recorded);
    const QString notes = countText(recorded.added.notes.size(), tr("note"));
    Q_EMIT said(tr("Recorded %1. Undo takes them back.").arg(notes));
  }
  Q_EMIT recordingChanged(false);
}

void RecordingController::keepJustPlayed(Tick at) {
  if (recording_) return finish();
  const std::vector<PlayedInput> inputs = playback_.inputs(taken_);
  const ScoreEdit kept = justPlayedEdit(document_.score(), inputs, at);
  if (kept.empty()) {
    Q_EMIT said(
        tr("Nothing was played since the last recording. Play on a MIDI keyboard, on the "
           "keys at the left or with the computer keyboard, then keep it."));
    return;
  }
  taken_ = playback_.inputCount();
  document_.push(tr("Keep what was played"), kept);
  Q_EMIT said(tr("Kept %1.").arg(countText(kept.added.notes.size(), tr("note"))));
}

void RecordingController::look() {
  if (!recording_) return;
  collect();
  const TickRange gone{begin_, std::max(begin_, playback_.position())};
  Q_EMIT progressed(edit().added.notes, gone);
}

void RecordingController::collect() {
  const std::vector<PlayedInput> more = playback_.inputs(taken_);
  taken_ += more.size();
  inputs_.insert(inputs_.end(), more.begin(), more.end());
}

void RecordingController::leaveRoom(Tick until) {
  ScheduleOptions options = playback_.options();
  options.until = until;
  playback_.setOptions(options);
}

RecordingRange RecordingController::range() const {
  return {begin_, std::max(begin_, playback_.position()), playback_.round(), options_.punch};
}

ScoreEdit RecordingController::edit() const {
  return recordingEdit(document_.score(), inputs_, range(), options_.mode);
}

}  // namespace cadenza::ui
