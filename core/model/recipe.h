// SPDX-License-Identifier: GPL-3.0-or-later
// Room model: what a trained network is, as data: its recipe, its weights as plain arrays and the
// safetensors file that holds both. Knows no library that learns.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/encode/note_events.h"

namespace cadenza {

enum class NetworkSize { Small, Medium, Large };

inline constexpr int attentionHead = 64;    ///< width of one head
inline constexpr int attentionReach = 512;  ///< states back that the attention block sees

/// The shape of the event network (core/learn/event_network.h, core/compose/stepper.h).
struct EventNetworkShape {
  int layers = 2;       ///< recurrent layers (GRU), each with LayerNorm before and residual around
  int hidden = 320;     ///< width of embeddings and layers
  int head = 256;       ///< width of the action and velocity heads
  int attention = 0;    ///< width of the attention block, in heads of 64; 0: none
  bool ages = false;    ///< whether it reads for how long each key has been down
  bool guided = false;  ///< whether it reads the density wanted and the place in a gap
  bool operator==(const EventNetworkShape&) const = default;
};

/// Ours: note_events on a grid, through the event network.
struct EventRecipe {
  Grid grid = Grid::Performance;
  PedalMode pedal = PedalMode::Model;
  EventNetworkShape network;
  bool operator==(const EventRecipe&) const = default;
};

/// Classic A: the chords that sound in each frame, through GRUs with self-attention.
struct ChordRecipe {
  double framesPerSecond = 5;
  int window = 50;        ///< frames that the network sees
  int classes = 0;        ///< chords known, with class 0, which is unused; 0 before training
  bool faithful = false;  ///< with the faults of the original
  bool operator==(const ChordRecipe&) const = default;
};

/// Classic B: pitch, step and duration of each note, through one LSTM.
struct TripleRecipe {
  int window = 25;        ///< notes that the network sees
  bool faithful = false;  ///< with the faults of the original
  bool operator==(const TripleRecipe&) const = default;
};

/// Names an encoding, a network and how it is trained. Travels in every model file.
struct Recipe {
  std::string name = "performance";       ///< "performance", "score", "classic-a" or "classic-b"
  NetworkSize size = NetworkSize::Small;  ///< of ours; the classics have one size
  std::variant<EventRecipe, ChordRecipe, TripleRecipe> kind;
  bool operator==(const Recipe&) const = default;

  [[nodiscard]] bool isOurs() const { return std::holds_alternative<EventRecipe>(kind); }
  /// What is particular to ours; asking a classic for it is our own mistake and throws.
  [[nodiscard]] const EventRecipe& events() const { return std::get<EventRecipe>(kind); }
  [[nodiscard]] EventRecipe& events() { return std::get<EventRecipe>(kind); }
};

/// The recipe of that name and size with its defaults; nothing for an unknown name.
[[nodiscard]] std::optional<Recipe> findRecipe(std::string_view name, NetworkSize size);

/// What a loss of the recipe is made of (unused places are empty), and what it is counted in.
using HeadNames = std::array<std::string_view, 3>;
[[nodiscard]] HeadNames headNames(const Recipe& recipe);
[[nodiscard]] std::string_view lossUnit(const Recipe& recipe);

[[nodiscard]] std::string_view name(NetworkSize size);
[[nodiscard]] std::optional<NetworkSize> parseNetworkSize(std::string_view text);

}  // namespace cadenza
