// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>

#include "core/live/live_stage.h"

namespace cadenza {

/// A player as a stage, until it is taken back: what comes after that is not heard. Any thread.
class PlayerStage final : public LiveStage {
 public:
  explicit PlayerStage(std::shared_ptr<Player> player);

  /// From when this returns on, nothing reaches the player from here.
  void close();

  [[nodiscard]] double now() override;
  [[nodiscard]] Player::State look() override;
  void hear(std::shared_ptr<const Schedule> schedule) override;
  [[nodiscard]] std::vector<PlayedInput> inputs(std::uint64_t from) override;
  [[nodiscard]] std::uint64_t inputCount() override;

 private:
  std::shared_ptr<Player> player_;
  std::mutex mutex_;
  bool open_ = true;  // guarded by mutex_
};

}  // namespace cadenza
