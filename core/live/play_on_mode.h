// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/live/live_mode.h"
#include "core/live/live_stage.h"
#include "core/live/play_on.h"

namespace cadenza {

/// Makes a model hear a seed and stand where new music begins: Composer::begin of some composer
/// that outlives what is made.
using BeginComposing =
    std::function<Result<std::unique_ptr<CompositionStream>>(const ComposeRequest&)>;

/// How playing on is asked for.
struct PlayOnWish {
  /// Its seed, place (the end of the seed where there is none), controls and random seed; the
  /// length does not count.
  ComposeRequest request;
  int barsAhead = 2;
  double secondsAhead = 2;
  /// Seconds from the ear on that a change of controls leaves as they are; never less than what the
  /// sink needs.
  double reserve = 0.3;
  ScheduleOptions along = {};
};

/// While the piece plays, the model writes ahead of it (see PlayOn), and the player gets what is
/// written together with a hold behind it: should the model be late, the music waits there by
/// itself.
class PlayOnMode final : public LiveMode {
 public:
  /// `stage` must outlive the mode.
  PlayOnMode(LiveStage& stage, BeginComposing begin, PlayOnWish wish);

  [[nodiscard]] Result<std::optional<double>> turn() override;
  void setControls(const Controls& controls) override;
  void setPiece(std::shared_ptr<const Score> piece) override;
  void setOptions(const ScheduleOptions& options) override;
  [[nodiscard]] LiveReport report() const override;
  [[nodiscard]] Composition music(Tick since) const override;
  [[nodiscard]] Tick settled() const override;
  [[nodiscard]] std::vector<ControlChange> changes() const override;

  /// The writer; nothing before it has heard the seed.
  [[nodiscard]] const PlayOn* writer() const { return writer_ ? &*writer_ : nullptr; }

 private:
  [[nodiscard]] Result<void> begin();
  void follow();
  [[nodiscard]] Result<void> write();
  void publishIfDue();
  void publish();
  [[nodiscard]] double wait() const;

  LiveStage& stage_;
  BeginComposing begin_;
  PlayOnWish wish_;
  std::shared_ptr<const Score> piece_;
  Tick from_ = 0;
  std::optional<PlayOn> writer_;
  Tick ear_ = 0;
  Tick sent_ = 0;
  double latency_ = 0;

  struct Published {
    std::optional<Tick> hold;
    Tick begin = 0;
    double when = 0;
  };
  std::optional<Published> published_;
  bool stale_ = true;  // what is published must be replaced at once
};

}  // namespace cadenza
