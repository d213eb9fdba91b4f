// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/gap_evaluation.h"

#include <algorithm>
#include <vector>

namespace cadenza {
namespace {

constexpr int streamsAtOnce = 64;
constexpr int chunk = 64;
constexpr std::size_t fewestNotes = 64;  // of a piece that gaps are cut from
constexpr GapSizes sizes{24, 24, 24};

std::vector<Assignment> randomGaps(const Corpus& corpus, Split split, std::size_t count,
                                   const EventRecipe& recipe) {
  std::vector<std::size_t> pieces;
  for (std::size_t i = 0; i < corpus.pieces().size(); ++i) {
    const CorpusPiece& piece = corpus.pieces()[i];
    if (piece.split == split && piece.notes.size() >= fewestNotes) pieces.push_back(i);
  }
  std::vector<Assignment> gaps;
  Random random(20);
  while (!pieces.empty() && gaps.size() < count) {
    Assignment gap;
    gap.piece = pieces[gaps.size() % pieces.size()];
    gap.options.grid = recipe.grid;
    gap.options.pedal = recipe.pedal;
    gap.scored = Assignment::Scored::Middle;
    gap.cut = randomGap(corpus.pieces()[gap.piece], sizes, random);
    gaps.push_back(gap);
  }
  return gaps;
}

class GapScoring {
 public:
  GapScoring(EventNetwork& network, const Corpus& corpus, std::vector<Assignment> gaps)
      : network_(network), corpus_(corpus), gaps_(std::move(gaps)) {}

  Result<HeadLosses> natsANote(Assignment::Telling telling,
                               const std::function<void(double)>& progress,
                               const std::stop_token& stop) {
    std::size_t dealt = 0;
    EventStreams streams(corpus_, streamsAtOnce, [&](int) -> std::optional<Assignment> {
      if (dealt == gaps_.size()) return std::nullopt;
      Assignment gap = gaps_[dealt++];
      gap.telling = telling;
      return gap;
    });
    EventBatch batch(chunk, streamsAtOnce);
    auto state = network_.initialState(streamsAtOnce);
    torch::Tensor sums = torch::zeros({3}, torch::kFloat64);
    notes_ = 0;
    // A chunk may hold nothing but what is told.
    for (bool more = true; more;) {
      if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "The evaluation was stopped."};
      more = streams.next(batch) || dealt < gaps_.size() || streams.anyActive();
      std::fill(batch.reported.begin(), batch.reported.end(), 1.0f);
      sums += network_.losses(batch, state, 0.0).heads.to(torch::kCPU, torch::kFloat64);
      notes_ += batch.notes;
      if (progress) progress(static_cast<double>(dealt) / static_cast<double>(gaps_.size()));
    }
    const double* nats = sums.data_ptr<double>();
    const double count = static_cast<double>(std::max<std::size_t>(1, notes_));
    return HeadLosses{{nats[0] / count, nats[1] / count, nats[2] / count}};
  }

  [[nodiscard]] std::size_t notes() const { return notes_; }

 private:
  EventNetwork& network_;
  const Corpus& corpus_;
  std::vector<Assignment> gaps_;
  std::size_t notes_ = 0;
};

}  // namespace

Result<GapEvaluation> evaluateGapsOf(EventNetwork& network, const Corpus& corpus, Split split,
                                     std::size_t gaps, const std::function<void(double)>& progress,
                                     std::stop_token stop) {
  if (!network.recipe().network.guided) {
    return Error{ErrorCode::InvalidArgument, "This model has not learned to fill gaps."};
  }
  auto chosen = randomGaps(corpus, split, gaps, network.recipe());
  if (chosen.empty()) {
    return Error{ErrorCode::EmptyCorpus, "There is no piece of 64 notes or more in the " +
                                             std::string(name(split)) + " part of this corpus."};
  }
  torch::NoGradGuard guard;
  GapEvaluation evaluation;
  evaluation.gaps = chosen.size();
  GapScoring scoring(network, corpus, std::move(chosen));
  const auto half = [&](double from) {
    return [&progress, from](double done) {
      if (progress) progress(from + done / 2);
    };
  };
  const auto told = scoring.natsANote(Assignment::Telling::Gap, half(0), stop);
  if (!told) return told.error();
  const auto alone = scoring.natsANote(Assignment::Telling::Prefix, half(0.5), stop);
  if (!alone) return alone.error();
  evaluation.notes = scoring.notes();
  evaluation.bothSides = *told;
  evaluation.prefixAlone = *alone;
  return evaluation;
}

}  // namespace cadenza
