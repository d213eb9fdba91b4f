// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/composing_controller.h"

#include <chrono>
#include <iterator>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

namespace cadenza::ui {

namespace {

constexpr std::chrono::milliseconds progressInterval{30};
constexpr int mostOnOneThread = 3;

using Compositions = std::vector<Composition>;

QString displayName(const ReadyModel& model, const std::filesystem::path& path) {
  return QString::fromStdString(model.info.name.empty() ? path.stem().string() : model.info.name);
}

}  // namespace

/// Gathers the progress of several threads until somebody looks at it.
class ComposingController::Progress {
 public:
  explicit Progress(int variations) : fractions_(static_cast<std::size_t>(variations)) {
    now_.variations.resize(fractions_.size());
  }

  // Of variations from `first` on.
  [[nodiscard]] ProgressReport report(int first) {
    return [this, first](const ComposeProgress& progress) {
      const std::lock_guard lock(mutex_);
      const auto which = static_cast<std::size_t>(first + progress.variation);
      fractions_[which] = progress.fraction;
      now_.variations[which].assign(progress.notes.begin(), progress.notes.end());
      isNews_ = true;
    };
  }

  // Nothing where all is as it was at the last look.
  [[nodiscard]] std::optional<ComposingProgress> news() {
    const std::lock_guard lock(mutex_);
    if (!std::exchange(isNews_, false)) return std::nullopt;
    now_.fraction = std::accumulate(fractions_.begin(), fractions_.end(), 0.0) /
                    static_cast<double>(fractions_.size());
    return now_;
  }

 private:
  std::mutex mutex_;
  std::vector<double> fractions_;  // guarded by mutex_, as is what follows
  ComposingProgress now_;
  bool isNews_ = false;
};

// Half of the variations on a second thread; each is what its own number makes it.
Result<std::vector<Composition>> ComposingController::composeOnTwoThreads(
    const ReadyModel& model, const ComposeRequest& request, int variations, Progress& progress,
    std::stop_token stop) {
  const int half = variations / 2;
  std::stop_source ends;
  const std::stop_callback endsToo(stop, [&ends] { ends.request_stop(); });
  const auto composed = [&](const ComposeRequest& wish, int first, int count) {
    Result<Compositions> part = caught([&] {
      return model.composeVariations(wish, count, progress.report(first), ends.get_token());
    });
    if (!part) ends.request_stop();
    return part;
  };
  ComposeRequest later = request;
  later.randomSeed += static_cast<std::uint64_t>(half);
  Result<Compositions> second = Compositions();
  std::jthread helper([&] { second = composed(later, half, variations - half); });
  Result<Compositions> first = composed(request, 0, half);
  helper.join();
  if (!first) return first;
  if (!second) return second;
  first->insert(first->end(), std::make_move_iterator(second->begin()),
                std::make_move_iterator(second->end()));
  return first;
}

struct ComposingController::Loaded {
  std::filesystem::path path;
  ReadyModel model;
};

Result<ReadyModel> loadComposer(const std::filesystem::path& path) {
  auto checkpoint = loadCheckpoint(path);
  if (!checkpoint) return checkpoint.error();
  const std::string checksum = checkpoint->checksum;
  auto composer = Composer::create(std::move(*checkpoint));
  if (!composer) return composer.error();
  const std::shared_ptr<const Composer> shared = *composer;
  return ReadyModel{shared->recipe(), shared->info(), checksum,
                    [shared](const ComposeRequest& request, int count,
                             const ProgressReport& progress, std::stop_token stop) {
                      return shared->composeVariations(request, count, progress, std::move(stop));
                    },
                    shared};
}

ComposingController::ComposingController(ModelLoader load, QObject* parent)
    : QObject(parent), load_(std::move(load)), loaded_(std::make_shared<Loaded>()), task_(this) {
  look_.setInterval(progressInterval);
  connect(&look_, &QTimer::timeout, this, [this] {
    if (const auto news = progress_->news()) Q_EMIT progressed(*news);
  });
}

ComposingController::~ComposingController() = default;

void ComposingController::generate(const std::filesystem::path& model,
                                   const ComposeRequest& request, int variations) {
  progress_ = std::make_shared<Progress>(variations);
  look_.start();
  task_.start<Proposal>(
      [this, loaded = loaded_, model, request, variations,
       progress = progress_](std::stop_token stop) {
        return compose(*loaded, model, request, variations, *progress, std::move(stop));
      },
      [this](Result<Proposal> proposal) {
        look_.stop();
        if (proposal) {
          Q_EMIT finished(*proposal);
        } else {
          Q_EMIT failed(proposal.error());
        }
      });
  Q_EMIT started();
}

Result<Proposal> ComposingController::compose(Loaded& loaded, const std::filesystem::path& model,
                                              const ComposeRequest& request, int variations,
                                              Progress& progress, std::stop_token stop) {
  if (loaded.path != model) {
    auto ready = load_(model);
    if (!ready) return ready.error();
    loaded = {model, std::move(*ready)};
  }
  auto compositions =
      variations > mostOnOneThread
          ? composeOnTwoThreads(loaded.model, request, variations, progress, std::move(stop))
          : loaded.model.composeVariations(request, variations, progress.report(0),
                                           std::move(stop));
  if (!compositions) return compositions.error();
  return Proposal{std::move(*compositions), displayName(loaded.model, model),
                  loaded.model.checksum};
}

void ComposingController::stop() { task_.requestStop(); }

void ComposingController::forgetModel() { loaded_ = std::make_shared<Loaded>(); }

}  // namespace cadenza::ui
