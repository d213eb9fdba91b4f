// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/chord_network.h"
#include "core/learn/chord_windows.h"
#include "core/learn/learning_task.h"

namespace cadenza {

/// Classic A: windows of frames in both modes, since its network reads them in both directions and
/// can carry nothing on. Every window is learned from once an epoch; the notes of the corpus are
/// counted in proportion. Reports frames. A faithful training is watched by its own pieces, for the
/// original held none out and can't read chords that it never met.
class ChordTask final : public LearningTask {
 public:
  /// Numbers the chords of the training split. `options` must outlive the object. Fails with
  /// EmptyCorpus when no piece has two frames.
  [[nodiscard]] static Result<std::unique_ptr<LearningTask>> make(const Corpus& corpus,
                                                                  const TrainingOptions& options,
                                                                  torch::Device device);

  [[nodiscard]] Parameters& parameters() override { return network_.parameters(); }
  void begin(std::uint64_t seed) override;
  [[nodiscard]] Losses next() override;
  void forget() override {}
  [[nodiscard]] Split watched() const override;
  [[nodiscard]] Result<Evaluation> evaluate(Split split, EvaluationExtent extent,
                                            const std::function<void(double)>& progress,
                                            std::stop_token stop) override;
  [[nodiscard]] State state() override;
  void restore(const State& state) override;
  [[nodiscard]] Checkpoint blank() const override;

 private:
  ChordTask(const Corpus& corpus, const TrainingOptions& options, torch::Device device,
            const ChordRecipe& recipe, ChordVocabulary chords, ChordWindows windows);

  const Corpus& corpus_;
  const TrainingOptions& options_;
  double dropout_;
  Arithmetic arithmetic_;
  std::size_t notes_ = 0;  // of the training split
  ChordVocabulary chords_;
  ChordWindows windows_;
  ChordNetwork network_;
  ChordBatch batch_;
};

}  // namespace cadenza
