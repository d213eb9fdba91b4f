// SPDX-License-Identifier: GPL-3.0-or-later
// Room model: what a trained network is, as data: its recipe, its weights as plain arrays and the
// safetensors file that holds both. Knows no library that learns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/encode/note_events.h"

namespace cadenza {

enum class NetworkSize { Small, Medium, Large };

/// The shape of the event network (core/learn/event_network.h, core/compose/stepper.h).
struct EventNetworkShape {
  int layers = 2;    ///< recurrent layers (GRU), each with LayerNorm before and residual around
  int hidden = 320;  ///< width of embeddings and layers
  int head = 256;    ///< width of the action and velocity heads
  bool operator==(const EventNetworkShape&) const = default;
};

/// Names an encoding, a network and how it is trained. Travels in every model file.
struct Recipe {
  std::string name = "performance";  ///< "performance" or "score"
  NetworkSize size = NetworkSize::Small;
  Grid grid = Grid::Performance;
  PedalMode pedal = PedalMode::Model;
  EventNetworkShape network;
  bool operator==(const Recipe&) const = default;
};

/// The recipe of that name and size with its defaults; nothing for an unknown name.
[[nodiscard]] std::optional<Recipe> findRecipe(std::string_view name, NetworkSize size);

[[nodiscard]] std::string_view name(NetworkSize size);
[[nodiscard]] std::optional<NetworkSize> parseNetworkSize(std::string_view text);

}  // namespace cadenza
