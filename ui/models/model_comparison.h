// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/compose/composer.h"
#include "ui/controllers/composing_controller.h"

namespace cadenza::ui {

/// The same request composed by one model after the other, in the background. GUI thread.
class ModelComparison : public QObject {
  Q_OBJECT

 public:
  struct Piece {
    std::filesystem::path model;
    double fraction = 0;              ///< of what is composed
    std::optional<Score> score = {};  ///< the seed and what the model wrote, once it is done
    Tick from = 0;                    ///< where its own begins
    std::optional<Error> problem = {};
  };

  explicit ModelComparison(ModelLoader load, QObject* parent = nullptr);
  ~ModelComparison() override;

  /// Forgets the pieces and takes other models; stops what is composed.
  void setModels(const std::vector<std::filesystem::path>& models);
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  /// Composes by each, drawn from as is usual for its recipe; what was composed before is
  /// forgotten. Ends in ended().
  void compose(const ComposeRequest& request);
  void stop();
  [[nodiscard]] bool isComposing() const { return task_.isRunning(); }

 Q_SIGNALS:
  /// Of one piece, by its place.
  void changed(int index);
  void ended();

 private:
  struct Done {};
  struct Step {
    int generation = 0;
    int index = 0;
    double fraction = 0;
    std::optional<Result<Piece>> piece;  // at its end
  };
  void begin();
  [[nodiscard]] Result<Piece> composeBy(const std::filesystem::path& model, ComposeRequest request,
                                        const std::function<void(double)>& report,
                                        std::stop_token stop) const;
  void take(const Step& step);

  ModelLoader load_;
  std::vector<Piece> pieces_;
  std::optional<ComposeRequest> waiting_;  // until what runs has stopped
  int generation_ = 0;                     // what was composed for an earlier one is thrown away
  LatestValue<Step> progress_;
  BackgroundTask task_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
