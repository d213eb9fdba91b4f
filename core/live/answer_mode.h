// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/live/answering.h"
#include "core/live/live_mode.h"
#include "core/live/live_stage.h"
#include "core/live/play_on_mode.h"

namespace cadenza {

/// How answers are asked for.
struct AnswerWish {
  Score piece;
  /// Where the session begins; the player goes on from there while both play.
  Tick from = 0;
  AnswerOptions options;
  ScheduleOptions along = {};
};

/// Answers what hands play on the stage (see Answering). Both sides are placed where the player is,
/// so it has to play.
class AnswerMode final : public LiveMode {
 public:
  /// `stage` must outlive the mode.
  AnswerMode(LiveStage& stage, BeginComposing begin, AnswerWish wish);

  [[nodiscard]] Result<std::optional<double>> turn() override;
  void setControls(const Controls& controls) override;
  void setPiece(std::shared_ptr<const Score> piece) override;
  void setOptions(const ScheduleOptions& options) override;
  [[nodiscard]] LiveReport report() const override;
  [[nodiscard]] Composition music(Tick since) const override;
  [[nodiscard]] Tick settled() const override;

  [[nodiscard]] const Answering& answering() const { return answering_; }

 private:
  void follow();
  [[nodiscard]] Result<void> write();
  void publishIfDue();

  LiveStage& stage_;
  BeginComposing begin_;
  std::shared_ptr<const Score> piece_;
  ScheduleOptions along_;
  Answering answering_;
  std::uint64_t taken_;  // inputs
  Tick ear_ = 0;
  Tick sent_ = 0;
  bool playing_ = false;
  std::optional<int> published_;  // version
};

}  // namespace cadenza
