// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/compose/compose_request.h"
#include "core/compose/composition.h"

namespace cadenza {

/// Music in the making, one step of the network after the other: what Composer::begin answers. A
/// state that can be copied, to go back to and write on in another way. One thread at a time. Must
/// not outlive its Composer.
class CompositionStream {
 public:
  virtual ~CompositionStream() = default;

  [[nodiscard]] virtual std::unique_ptr<CompositionStream> clone() const = 0;
  /// Holds for what is written from now on. They must have no fault (see faultOf).
  virtual void setControls(const Controls& controls) = 0;

  /// One step of the network; false when all that was asked for is written. Fails where a faithful
  /// Classic A would have crashed.
  [[nodiscard]] virtual Result<bool> advance() = 0;

  /// Where the new music lies; its end is maxTick when it is counted in notes or endless.
  [[nodiscard]] virtual TickRange range() const = 0;
  /// Up to where it is written: no new note begins before this tick any more.
  [[nodiscard]] virtual Tick written() const = 0;
  /// Steps of the network so far.
  [[nodiscard]] virtual std::size_t steps() const = 0;
  /// Notes begun so far.
  [[nodiscard]] virtual std::size_t notesBegun() const = 0;
  /// What begins from `since` on and before written(), as it would be if all ended there.
  [[nodiscard]] virtual Composition soFar(Tick since) const = 0;
  /// The finished composition, once advance() answered false; or early, marked as stopped.
  [[nodiscard]] virtual Composition finish() = 0;
};

}  // namespace cadenza
