// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/play/input_history.h"
#include "core/play/player.h"
#include "core/play/schedule.h"

namespace cadenza {

/// Where live music is heard and what is played to it: the player, or a stand-in of a test. Any
/// thread.
class LiveStage {
 public:
  virtual ~LiveStage() = default;

  /// Seconds of the clock that inputs are stamped with.
  [[nodiscard]] virtual double now() = 0;
  [[nodiscard]] virtual Player::State look() = 0;
  /// The music from now on; see Player::setSchedule.
  virtual void hear(std::shared_ptr<const Schedule> schedule) = 0;
  /// See Player.
  [[nodiscard]] virtual std::vector<PlayedInput> inputs(std::uint64_t from) = 0;
  [[nodiscard]] virtual std::uint64_t inputCount() = 0;
};

}  // namespace cadenza
