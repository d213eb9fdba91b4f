// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include "core/encode/guidance.h"
#include "core/model/checkpoint.h"

namespace cadenza {
namespace {

using Shapes = std::map<std::string, std::vector<std::int64_t>>;

Shapes shapesOf(const EventRecipe& recipe) {
  const std::int64_t width = recipe.network.hidden;
  const std::int64_t head = recipe.network.head;
  Shapes shapes = {
      {"input.shift", {shiftCount, width}},
      {"input.action", {actionCount, width}},
      {"input.velocity", {velocityCount + 1, width}},
      {"input.keys", {pianoKeyCount, width}},
      {"input.pedal", {1, width}},
      {"output.norm.weight", {width}},
      {"output.norm.bias", {width}},
      {"shift.weight", {shiftCount, width}},
      {"shift.bias", {shiftCount}},
      {"action.state", {head, width}},
      {"action.bias", {head}},
      {"action.shift", {shiftCount, head}},
      {"action.out.weight", {actionCount, head}},
      {"action.out.bias", {actionCount}},
      {"velocity.state", {head, width}},
      {"velocity.bias", {head}},
      {"velocity.shift", {shiftCount, head}},
      {"velocity.action", {actionCount, head}},
      {"velocity.out.weight", {velocityCount, head}},
      {"velocity.out.bias", {velocityCount}},
  };
  if (recipe.grid == Grid::Score) {
    shapes["input.since"] = shapes["input.until"] = {barPlaceCount, width};
    shapes["action.since"] = shapes["action.until"] = {barPlaceCount, head};
  }
  if (recipe.network.ages) shapes["input.ages"] = {pianoKeyCount, width};
  if (recipe.network.guided) {
    shapes["input.density"] = {densityCount, width};
    shapes["input.gap"] = {gapPlaceCount, width};
  }
  if (const std::int64_t inner = recipe.network.attention; inner > 0) {
    shapes["attention.norm.weight"] = shapes["attention.norm.bias"] = {width};
    shapes["attention.query"] = shapes["attention.key"] =
        shapes["attention.value"] = {inner, width};
    shapes["attention.distance"] = {inner / attentionHead, attentionReach};
    shapes["attention.out"] = {width, inner};
    shapes["attention.gate"] = {width};
  }
  for (int i = 0; i < recipe.network.layers; ++i) {
    const std::string layer = "layer." + std::to_string(i) + ".";
    shapes[layer + "norm.weight"] = shapes[layer + "norm.bias"] = {width};
    shapes[layer + "weight_ih"] = shapes[layer + "weight_hh"] = {3 * width, width};
    shapes[layer + "bias_ih"] = shapes[layer + "bias_hh"] = {3 * width};
  }
  return shapes;
}

// Gates in the order of torch: reset, update, new for a GRU; input, forget, cell, output for an
// LSTM.
void addRecurrent(Shapes& shapes, const std::string& name, std::int64_t gates, std::int64_t input,
                  std::int64_t width) {
  shapes[name + ".weight_ih"] = {gates * width, input};
  shapes[name + ".weight_hh"] = {gates * width, width};
  shapes[name + ".bias_ih"] = shapes[name + ".bias_hh"] = {gates * width};
}

Shapes shapesOf(const ChordRecipe& recipe) {
  constexpr std::int64_t embedding = 100;
  constexpr std::int64_t width = 128;
  constexpr std::int64_t dense = 64;
  Shapes shapes = {{"embedding", {recipe.classes, embedding}},
                   {"dense.weight", {dense, 2 * width}},
                   {"dense.bias", {dense}},
                   {"output.weight", {recipe.classes, dense}},
                   {"output.bias", {recipe.classes}}};
  for (int i = 0; i < 3; ++i) {
    const std::string layer = "gru." + std::to_string(i);
    const std::int64_t input = i == 0 ? embedding : 2 * width;
    addRecurrent(shapes, layer + ".forward", 3, input, width);
    addRecurrent(shapes, layer + ".backward", 3, input, width);
  }
  for (int i = 0; i < 2; ++i) {
    const std::string layer = "attention." + std::to_string(i);
    shapes[layer + ".weight"] = {2 * width, 2 * width};
    shapes[layer + ".bias"] = {1};
  }
  return shapes;
}

Shapes shapesOf(const TripleRecipe&) {
  constexpr std::int64_t fields = 3;
  constexpr std::int64_t width = 128;
  Shapes shapes = {{"pitch.weight", {128, width}},
                   {"pitch.bias", {128}},
                   {"step.weight", {1, width}},
                   {"step.bias", {1}},
                   {"duration.weight", {1, width}},
                   {"duration.bias", {1}},
                   {"lstm.weight_ih", {4 * width, fields}},
                   {"lstm.weight_hh", {4 * width, width}},
                   {"lstm.bias", {4 * width}}};
  return shapes;
}

}  // namespace

Shapes expectedShapes(const Recipe& recipe) {
  return std::visit([](const auto& kind) { return shapesOf(kind); }, recipe.kind);
}

}  // namespace cadenza
