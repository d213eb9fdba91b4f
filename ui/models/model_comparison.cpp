// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_comparison.h"

#include <algorithm>

namespace cadenza::ui {

ModelComparison::ModelComparison(ModelLoader load, QObject* parent)
    : QObject(parent),
      load_(std::move(load)),
      progress_(this, [this](const Step& step) { take(step); }),
      task_(this) {}

ModelComparison::~ModelComparison() = default;

void ModelComparison::setModels(const std::vector<std::filesystem::path>& models) {
  stop();
  ++generation_;
  pieces_.clear();
  for (const auto& model : models) pieces_.push_back({model});
}

void ModelComparison::compose(const ComposeRequest& request) {
  waiting_ = request;
  if (task_.isRunning()) {
    task_.requestStop();
  } else {
    begin();
  }
}

void ModelComparison::stop() {
  waiting_.reset();
  task_.requestStop();
}

void ModelComparison::begin() {
  const ComposeRequest request = *std::exchange(waiting_, std::nullopt);
  ++generation_;
  std::vector<std::filesystem::path> models;
  for (Piece& piece : pieces_) {
    piece = {piece.model};
    models.push_back(piece.model);
  }
  for (int i = 0; i < static_cast<int>(pieces_.size()); ++i) Q_EMIT changed(i);
  task_.start<Done>(
      [this, models, request, generation = generation_](std::stop_token stop) -> Result<Done> {
        for (std::size_t i = 0; i < models.size() && !stop.stop_requested(); ++i) {
          const int index = static_cast<int>(i);
          const auto report = [&](double fraction) {
            progress_.put({generation, index, fraction, {}});
          };
          Step step{generation, index, 1, {}};
          step.piece = caught([&] { return composeBy(models[i], request, report, stop); });
          (void)progress_.take();
          QMetaObject::invokeMethod(
              this, [this, step] { take(step); }, Qt::QueuedConnection);
        }
        return Done{};
      },
      [this](const Result<Done>&) {
        if (waiting_) {
          begin();
        } else {
          Q_EMIT ended();
        }
      });
}

Result<ModelComparison::Piece> ModelComparison::composeBy(const std::filesystem::path& model,
                                                          ComposeRequest request,
                                                          const std::function<void(double)>& report,
                                                          std::stop_token stop) const {
  auto ready = load_(model);
  if (!ready) return ready.error();
  const UsualSampling usual = usualSampling(ready->recipe);
  request.controls.temperature = usual.temperature;
  request.controls.topP = usual.topP;
  auto written = ready->composeVariations(
      request, 1, [&](const ComposeProgress& progress) { report(progress.fraction); }, stop);
  if (!written) return written.error();
  const Composition& composition = written->front();
  if (composition.stopped) return Error{ErrorCode::Cancelled, {}};
  Piece piece{model, 1};
  piece.score = request.seed;
  piece.score->apply(piece.score->completed(acceptance(request.seed, composition)));
  piece.from = composition.range.begin;
  return piece;
}

void ModelComparison::take(const Step& step) {
  if (step.generation != generation_ || step.index >= static_cast<int>(pieces_.size())) return;
  Piece& piece = pieces_[static_cast<std::size_t>(step.index)];
  if (!step.piece) {
    piece.fraction = step.fraction;
  } else if (*step.piece) {
    piece = **step.piece;
  } else {
    piece.problem = step.piece->error();
  }
  Q_EMIT changed(step.index);
}

}  // namespace cadenza::ui
