// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/live_controller.h"

#include <algorithm>
#include <utility>

#include "core/live/live_schedule.h"

namespace cadenza::ui {

struct LiveController::Loaded {
  std::filesystem::path path;
  LiveModel model;
};

LiveModelLoader liveLoader(ModelLoader load) {
  return [load = std::move(load)](const std::filesystem::path& path) -> Result<LiveModel> {
    const auto ready = load(path);
    if (!ready) return ready.error();
    if (!ready->composer) return Error{ErrorCode::UnsupportedFile, "This model can't play live."};
    const auto begin = [composer = ready->composer](const ComposeRequest& request) {
      return composer->begin(request);
    };
    const std::string name = ready->info.name.empty() ? path.stem().string() : ready->info.name;
    return LiveModel{begin, QString::fromStdString(name), ready->checksum};
  };
}

LiveController::LiveController(Document& document, PlaybackController& playback,
                               LiveModelLoader load, QObject* parent)
    : QObject(parent),
      document_(document),
      playback_(playback),
      load_(std::move(load)),
      loaded_(std::make_shared<Loaded>()) {
  connect(&document_, &Document::changed, this, [this] {
    if (composer_) composer_->setPiece(std::make_shared<const Score>(document_.score()));
  });
  connect(&document_, &Document::replaced, this, &LiveController::stop);
  connect(&playback_, &PlaybackController::takenBack, this, &LiveController::stop);
  connect(&playback_, &PlaybackController::playingChanged, this, &LiveController::reported);
  connect(&playback_, &PlaybackController::optionsChanged, this, [this] {
    if (composer_) composer_->setOptions(playback_.options());
  });
}

LiveController::~LiveController() {
  disconnect(&playback_, nullptr, this, nullptr);
  composer_.reset();
  playback_.takeBack();
}

void LiveController::playOn(const std::filesystem::path& model, const ComposeRequest& request) {
  if (activity_ != Activity::None) return;
  PlayOnWish wish;
  wish.request = request;
  wish.along = playback_.options();
  request_ = request;
  begin(Activity::PlayOn, model, std::move(wish));
}

void LiveController::answer(const std::filesystem::path& model, const AnswerOptions& options) {
  if (activity_ != Activity::None) return;
  const Score& score = document_.score();
  const TickRange lastBar = score.meter().barAround(std::max(score.end() - 1, 0));
  AnswerWish wish{score, score.end() > 0 ? lastBar.end : 0, options, playback_.options()};
  request_ = {};
  request_.from = wish.from;
  request_.controls = options.controls;
  request_.randomSeed = options.randomSeed;
  playback_.pause();
  playback_.seek(wish.from);
  begin(Activity::Duet, model, std::move(wish));
}

void LiveController::begin(Activity activity, const std::filesystem::path& model,
                           LiveComposer::Wish wish) {
  report_ = {};
  music_ = {};
  const Tick from = request_.from.value_or(document_.score().end());
  range_ = {from, from};
  ending_ = false;
  activity_ = activity;
  const auto beginComposing =
      [loaded = loaded_, load = load_,
       model](const ComposeRequest& request) -> Result<std::unique_ptr<CompositionStream>> {
    if (!loaded->model.begin || loaded->path != model) {
      auto ready = load(model);
      if (!ready) return ready.error();
      *loaded = {model, std::move(*ready)};
    }
    return loaded->model.begin(request);
  };
  const std::shared_ptr<LiveStage> stage = playback_.lend();
  stage->hear(std::make_shared<const Schedule>(
      waitingSchedule(document_.score(), from, playback_.options())));
  composer_ = std::make_unique<LiveComposer>(
      stage, beginComposing, std::move(wish), [this](const LiveReport& report) {
        QMetaObject::invokeMethod(
            this, [this, report] { take(report); }, Qt::QueuedConnection);
      });
  if (!playback_.isPlaying()) playback_.play();
  Q_EMIT activityChanged(activity_);
  Q_EMIT reported();
}

void LiveController::setControls(const Controls& controls) {
  if (composer_ && !ending_) composer_->setControls(controls);
}

void LiveController::stop() {
  if (activity_ == Activity::None || ending_) return;
  ending_ = true;
  composer_->stop();
  leaveStage();
  Q_EMIT reported();
}

void LiveController::leaveStage() {
  playback_.pause();
  stoppedAt_ = playback_.position();
  playback_.takeBack();
}

void LiveController::take(const LiveReport& report) {
  if (report.state == LiveState::Ended) return finish(report);
  if (ending_) return;
  report_ = report;
  report_.music.reset();
  auto& notes = music_.notes;
  const auto& news = report.music->material;
  notes.erase(std::ranges::lower_bound(notes, report.since, {}, &Note::onset), notes.end());
  notes.insert(notes.end(), news.notes.begin(), news.notes.end());
  music_.pedal = news.pedal;
  range_ = report.music->range;
  Q_EMIT reported();
}

void LiveController::finish(const LiveReport& report) {
  const bool byItself = !ending_;
  ending_ = true;
  composer_.reset();
  if (byItself) leaveStage();
  const bool isDuet = activity_ == Activity::Duet;
  LiveMusic left{isDuet,
                 heard(report.music ? *report.music : Composition{}),
                 request_,
                 report.changes,
                 loaded_->model.name,
                 loaded_->model.checksum};
  report_ = report;
  report_.music.reset();
  music_ = {};
  ending_ = false;
  activity_ = Activity::None;
  Q_EMIT activityChanged(activity_);
  if (report.error) Q_EMIT failed(*report.error);
  Q_EMIT ended(left);
}

// What began before it was stopped; it sounds as long as it was to.
Composition LiveController::heard(const Composition& all) const {
  Composition kept = all;
  auto& notes = kept.material.notes;
  std::erase_if(notes, [&](const Note& note) { return note.onset >= stoppedAt_; });
  Tick end = std::max(stoppedAt_, kept.range.begin);
  for (const Note& note : notes) end = std::max(end, note.end());
  kept.range.end = end;
  auto& pedal = kept.material.pedal;
  std::erase_if(pedal, [&](const PedalChange& change) { return change.tick >= end; });
  if (!pedal.empty() && pedal.back().isDown()) pedal.push_back({end, 0});
  return kept;
}

}  // namespace cadenza::ui
