// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/composing_controller.h"

#include <chrono>

namespace cadenza::ui {

namespace {

constexpr std::chrono::milliseconds progressInterval{30};

QString displayName(const ReadyModel& model, const std::filesystem::path& path) {
  return QString::fromStdString(model.info.name.empty() ? path.stem().string() : model.info.name);
}

}  // namespace

struct ComposingController::Loaded {
  std::filesystem::path path;
  ReadyModel model;
};

Result<ReadyModel> loadComposer(const std::filesystem::path& path) {
  auto checkpoint = loadCheckpoint(path);
  if (!checkpoint) return checkpoint.error();
  auto composer = Composer::create(std::move(*checkpoint));
  if (!composer) return composer.error();
  const std::shared_ptr<const Composer> shared = *composer;
  return ReadyModel{
      shared->recipe(), shared->info(),
      [shared](const ComposeRequest& request,
               const std::function<void(const ComposeProgress&)>& progress, std::stop_token stop) {
        return shared->compose(request, progress, std::move(stop));
      }};
}

ComposingController::ComposingController(ModelLoader load, QObject* parent)
    : QObject(parent),
      load_(std::move(load)),
      loaded_(std::make_shared<Loaded>()),
      progress_(this, [this](const ComposingProgress& value) { Q_EMIT progressed(value); }),
      task_(this) {}

ComposingController::~ComposingController() = default;

void ComposingController::generate(const std::filesystem::path& model,
                                   const ComposeRequest& request) {
  task_.start<Proposal>(
      [this, loaded = loaded_, model, request](std::stop_token stop) {
        return compose(*loaded, model, request, std::move(stop));
      },
      [this](Result<Proposal> proposal) {
        (void)progress_.take();
        if (proposal) {
          Q_EMIT finished(*proposal);
        } else {
          Q_EMIT failed(proposal.error());
        }
      });
  Q_EMIT started();
}

Result<Proposal> ComposingController::compose(Loaded& loaded, const std::filesystem::path& model,
                                              const ComposeRequest& request, std::stop_token stop) {
  if (loaded.path != model) {
    auto ready = load_(model);
    if (!ready) return ready.error();
    loaded = {model, std::move(*ready)};
  }
  auto lastReport = std::chrono::steady_clock::now() - progressInterval;
  const auto report = [&](const ComposeProgress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (now - lastReport < progressInterval) return;
    lastReport = now;
    progress_.put({progress.fraction, {progress.notes.begin(), progress.notes.end()}});
  };
  auto composition = loaded.model.compose(request, report, std::move(stop));
  if (!composition) return composition.error();
  return Proposal{std::move(*composition), displayName(loaded.model, model)};
}

void ComposingController::stop() { task_.requestStop(); }

void ComposingController::forgetModel() { loaded_ = std::make_shared<Loaded>(); }

}  // namespace cadenza::ui
