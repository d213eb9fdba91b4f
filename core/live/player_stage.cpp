// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/player_stage.h"

#include <chrono>
#include <utility>

namespace cadenza {

PlayerStage::PlayerStage(std::shared_ptr<Player> player) : player_(std::move(player)) {}

void PlayerStage::close() {
  const std::lock_guard lock(mutex_);
  open_ = false;
}

double PlayerStage::now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Player::State PlayerStage::look() { return player_->state(); }

void PlayerStage::hear(std::shared_ptr<const Schedule> schedule) {
  const std::lock_guard lock(mutex_);
  if (open_) player_->setSchedule(std::move(schedule));
}

std::vector<PlayedInput> PlayerStage::inputs(std::uint64_t from) { return player_->inputs(from); }

std::uint64_t PlayerStage::inputCount() { return player_->inputCount(); }

}  // namespace cadenza
