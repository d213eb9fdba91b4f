// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/learn/learning.h"
#include "core/learn/training_state.h"

namespace cadenza {

/// The files that a training writes: the best model and, beside it, the last state. A write that
/// fails ends no training: it is said, and tried again with the next. One thread.
class TrainingFiles {
 public:
  using Say = std::function<void(const std::string&)>;
  /// `options` must outlive the object.
  TrainingFiles(const TrainingOptions& options, Say say);

  /// Whether both can be written: creates and removes a file in the place of each that does not
  /// exist. Fails as files do; the detail names the file.
  [[nodiscard]] Result<void> check() const;

  /// Writes the best model, or holds it until it can be written. Fails with Diverged for weights
  /// that no model may have; nothing is written then.
  [[nodiscard]] Result<void> keep(const Checkpoint& model);
  /// Writes the state, and a model that could not be written before.
  void keep(const TrainingState& state);

  /// Whether the best model is in memory alone.
  [[nodiscard]] bool hasUnsavedModel() const { return unsaved_ != nullptr; }

  /// Where the best model is by now: in `out`, else in the first fallback folder that takes it and
  /// the state, else in memory alone.
  void finish(const TrainingState& state, TrainingOutcome& outcome);
  /// Saves a best model that is in memory alone as finish does. Returns `error`, with where the
  /// model is now added to its detail.
  [[nodiscard]] Error rescue(Error error, const TrainingState& state);

 private:
  void retry();
  // Returns the model's file in the first fallback folder that takes it, or an empty path.
  [[nodiscard]] std::filesystem::path saveElsewhere(const TrainingState& state) const;

  const TrainingOptions& options_;
  Say say_;
  std::shared_ptr<const Checkpoint> unsaved_;  // the best model, while it is in no file
  std::optional<Error> problem_;               // of the last try to write it
  bool stateFailed_ = false;
};

}  // namespace cadenza
