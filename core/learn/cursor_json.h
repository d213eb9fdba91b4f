// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/learn/event_feed.h"
#include "core/learn/product.h"

namespace cadenza {

/// Where the reading of an EventTask stands.
struct EventCursor {
  EventFeed::Cursor feed;
  Arithmetic arithmetic = Arithmetic::Single;
};

[[nodiscard]] std::string toJson(const EventCursor& cursor);
/// Throws std::exception for a text that is none.
[[nodiscard]] EventCursor eventCursorFromJson(const std::string& text);

}  // namespace cadenza
