// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/compose/composer.h"
#include "ui/controllers/background.h"

namespace cadenza::ui {

/// A model that is ready to compose, on any thread.
struct ReadyModel {
  using ComposeVariations = std::function<Result<std::vector<Composition>>(
      const ComposeRequest&, int count, const ProgressReport&, std::stop_token)>;

  Recipe recipe;
  ModelInfo info;
  std::string checksum;  ///< of its weights, see Checkpoint
  ComposeVariations composeVariations;
  /// What stands behind it, for those who want more of it than variations; null in some tests.
  std::shared_ptr<const Composer> composer = {};
};

/// Opens a model file for composing; runs off the GUI thread.
using ModelLoader = std::function<Result<ReadyModel>(const std::filesystem::path&)>;

/// The loader of the program: a checkpoint on the core's composer.
[[nodiscard]] Result<ReadyModel> loadComposer(const std::filesystem::path& path);

/// What a composition has come to so far.
struct ComposingProgress {
  double fraction = 0;                        ///< of all variations together
  std::vector<std::vector<Note>> variations;  ///< what is written of each, absolute ticks
};

/// Finished compositions, one a variation, and the model that wrote them.
struct Proposal {
  std::vector<Composition> compositions;
  QString model;
  std::string checksum = {};
};

/// Composes for the window, one request at a time, off the GUI thread; the model that was used
/// last stays loaded. GUI thread.
class ComposingController : public QObject {
  Q_OBJECT

 public:
  explicit ComposingController(ModelLoader load, QObject* parent = nullptr);
  ~ComposingController() override;

  /// Composes so many variations, which are those of Composer::composeVariations; ends in
  /// finished() or failed(). Asserts when it is composing already.
  void generate(const std::filesystem::path& model, const ComposeRequest& request,
                int variations = 1);
  /// Asks it to end soon: what was composed until then comes as finished().
  void stop();
  [[nodiscard]] bool isComposing() const { return task_.isRunning(); }
  /// Forgets a loaded model, so that a file that was replaced is read again.
  void forgetModel();

 Q_SIGNALS:
  void started();
  /// At most every 30 ms.
  void progressed(const cadenza::ui::ComposingProgress& progress);
  void finished(const cadenza::ui::Proposal& proposal);
  void failed(const cadenza::Error& error);

 private:
  struct Loaded;  // the model that was used last; touched by the task alone
  class Progress;

  [[nodiscard]] static Result<std::vector<Composition>> composeOnTwoThreads(
      const ReadyModel& model, const ComposeRequest& request, int variations, Progress& progress,
      std::stop_token stop);
  [[nodiscard]] Result<Proposal> compose(Loaded& loaded, const std::filesystem::path& model,
                                         const ComposeRequest& request, int variations,
                                         Progress& progress, std::stop_token stop);

  ModelLoader load_;
  std::shared_ptr<Loaded> loaded_;
  std::shared_ptr<Progress> progress_;
  QTimer look_;          // at the progress, while it composes
  BackgroundTask task_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
