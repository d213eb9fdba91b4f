// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/learn/learning_task.h"
#include "core/learn/triple_network.h"
#include "core/learn/triple_streams.h"

namespace cadenza {

/// Classic B, what both of its modes share. `corpus` and `options` must outlive it.
class TripleTask : public LearningTask {
 public:
  /// Fails with EmptyCorpus when there are too few notes for a batch.
  [[nodiscard]] static Result<std::unique_ptr<LearningTask>> make(const Corpus& corpus,
                                                                  const TrainingOptions& options,
                                                                  torch::Device device);

  [[nodiscard]] Parameters& parameters() final { return network_.parameters(); }
  void begin(std::uint64_t seed) final;
  [[nodiscard]] Result<Evaluation> evaluate(Split split, EvaluationExtent extent,
                                            const std::function<void(double)>& progress,
                                            std::stop_token stop) final;
  [[nodiscard]] Checkpoint blank() const final { return {options_.recipe, {}, {}}; }

 protected:
  TripleTask(const Corpus& corpus, const TrainingOptions& options, torch::Device device);

  [[nodiscard]] const TripleRecipe& recipe() const;
  [[nodiscard]] const TrainingOptions& options() const { return options_; }
  [[nodiscard]] TripleNetwork& network() { return network_; }
  [[nodiscard]] Arithmetic arithmetic() const { return arithmetic_; }
  void setArithmetic(Arithmetic arithmetic);
  [[nodiscard]] Losses score(const torch::Tensor& states, const TripleBatch& batch) const;

 private:
  const Corpus& corpus_;
  const TrainingOptions& options_;
  Arithmetic arithmetic_;
  TripleNetwork network_;
};

/// Learns every note of whole pieces in streams with carried state, by truncated back-propagation;
/// each piece once an epoch, in a new order each. Watched by held-out pieces.
class TripleStreamTask final : public TripleTask {
 public:
  TripleStreamTask(const Corpus& corpus, const TrainingOptions& options, torch::Device device);

  [[nodiscard]] Losses next() override;
  void forget() override;
  [[nodiscard]] State state() override;
  void restore(const State& state) override;

 private:
  [[nodiscard]] std::size_t deal();
  void shuffle();

  std::vector<std::size_t> order_;  // of the pieces, in this epoch
  std::size_t dealt_ = 0;
  TripleStreams streams_;
  LstmState carried_;
  TripleBatch batch_;
};

/// The tutorial as it was: windows of 25 notes from a state of zeros, of which only the note that
/// follows is learned (see TripleWindows for their faults), watched by its own pieces.
class TripleWindowTask final : public TripleTask {
 public:
  TripleWindowTask(const Corpus& corpus, const TrainingOptions& options, torch::Device device);

  [[nodiscard]] std::size_t windows() const { return windows_.size(); }
  [[nodiscard]] Losses next() override;
  void forget() override {}
  [[nodiscard]] Split watched() const override { return Split::Train; }
  [[nodiscard]] State state() override;
  void restore(const State& state) override;

 private:
  TripleWindows windows_;
  TripleBatch batch_;
};

}  // namespace cadenza
