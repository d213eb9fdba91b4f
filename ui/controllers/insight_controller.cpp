// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/insight_controller.h"

#include <chrono>
#include <utility>

namespace cadenza::ui {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int settlingMs = 150;  // after the last change of the piece
constexpr std::chrono::milliseconds reportInterval{150};

}  // namespace

struct InsightController::Loaded {
  std::filesystem::path path;
  std::shared_ptr<const ModelInsight> model;
};

Result<std::shared_ptr<const ModelInsight>> loadInsight(const std::filesystem::path& path) {
  const auto checkpoint = loadCheckpoint(path);
  if (!checkpoint) return checkpoint.error();
  return ModelInsight::create(*checkpoint);
}

InsightController::InsightController(const Document& document, InsightLoader load, QObject* parent)
    : QObject(parent),
      document_(document),
      load_(std::move(load)),
      loaded_(std::make_shared<Loaded>()),
      progress_(this,
                [this](const InsightReading& reading) {
                  if (outdated_ || !on_) return;
                  reading_ = reading;
                  Q_EMIT readingChanged();
                }),
      reads_(this),
      expects_(this) {
  soon_.setSingleShot(true);
  soon_.setInterval(settlingMs);
  connect(&soon_, &QTimer::timeout, this, &InsightController::readNow);
  connect(&document_, &Document::changed, this, &InsightController::readSoon);
  connect(&document_, &Document::replaced, this, &InsightController::readSoon);
}

InsightController::~InsightController() = default;

void InsightController::setOn(bool on) {
  if (on == on_) return;
  on_ = on;
  if (on_) {
    readNow();
    return;
  }
  soon_.stop();
  outdated_ = true;
  reads_.requestStop();
  expects_.requestStop();
  wanted_.reset();
  reading_.reset();
  Q_EMIT readingChanged();
}

void InsightController::setModel(const std::filesystem::path& path) {
  if (path == path_) return;
  path_ = path;
  reloadModel();
}

void InsightController::reloadModel() {
  loaded_ = std::make_shared<Loaded>();
  known_.reset();
  reading_.reset();
  outdated_ = true;
  reads_.requestStop();
  if (!on_) return;
  Q_EMIT readingChanged();
  readNow();
}

void InsightController::readSoon() {
  if (!on_) return;
  outdated_ = true;
  reads_.requestStop();
  soon_.start();
}

void InsightController::readNow() {
  if (!on_ || path_.empty()) return;
  if (reads_.isRunning()) {
    // Its end begins the next.
    outdated_ = true;
    reads_.requestStop();
    return;
  }
  soon_.stop();
  outdated_ = false;
  reads_.start<InsightReading>(
      [this, loaded = loaded_, path = path_, load = load_, score = document_.score(),
       known = known_](std::stop_token stop) -> Result<InsightReading> {
        if (loaded->path != path) {
          auto model = load(path);
          if (!model) return model.error();
          *loaded = {path, std::move(*model)};
        }
        const auto model = loaded->model;
        const PieceInsight* before = known && known->model == model ? known->piece.get() : nullptr;
        auto last = Clock::now();
        const auto report = [&](double fraction, const std::function<PieceInsight()>& soFar) {
          const auto now = Clock::now();
          if (now - last < reportInterval) return;
          last = now;
          progress_.put({model, std::make_shared<const PieceInsight>(soFar()), fraction});
        };
        auto piece = model->read(score, before, report, stop);
        if (!piece) return piece.error();
        const double fraction = piece->complete ? 1.0 : 0.0;
        return InsightReading{model, std::make_shared<const PieceInsight>(std::move(*piece)),
                              fraction};
      },
      [this](Result<InsightReading> reading) { finish(std::move(reading)); });
}

void InsightController::finish(Result<InsightReading> reading) {
  (void)progress_.take();
  const bool isOfThisModel = reading && reading->model == loaded_->model;
  if (isOfThisModel) known_ = *reading;
  if (!on_) return;
  if (outdated_) {
    if (!soon_.isActive()) readNow();
    return;
  }
  if (!reading) {
    reading_.reset();
    Q_EMIT readingChanged();
    Q_EMIT failed(reading.error());
    return;
  }
  reading_ = std::move(*reading);
  Q_EMIT readingChanged();
  answer();
}

void InsightController::expect(Tick at) {
  if (!on_) return;
  wanted_ = at;
  answer();
}

void InsightController::answer() {
  if (!wanted_ || !reading_ || !reading_->piece->complete || expects_.isRunning()) return;
  expects_.start<Expectation>(
      [reading = *reading_, at = *std::exchange(wanted_, std::nullopt)](std::stop_token stop)
          -> Result<Expectation> { return reading.model->expect(*reading.piece, at, stop); },
      [this, asked = reading_->piece](Result<Expectation> expectation) {
        const bool isOfThis = on_ && reading_ && reading_->piece == asked;
        if (isOfThis && expectation) Q_EMIT expected(*expectation);
        answer();
      });
}

}  // namespace cadenza::ui
