// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/note_row.h"

#include <algorithm>
#include <array>

namespace cadenza {

using nlohmann::json;

json rowOf(const Note& note) {
  json row{note.onset, note.duration, note.pitch, note.velocity};
  if (note.part != 0) row.push_back(note.part);
  return row;
}

std::optional<Note> noteFromRow(const json& row) {
  constexpr std::array<std::int64_t, 5> lowest{0, 1, 0, 1, 0};
  constexpr std::array<std::int64_t, 5> highest{maxTick, maxTick, 127, 127, 255};
  if (!row.is_array() || (row.size() != 4 && row.size() != 5)) return std::nullopt;
  std::array<std::int64_t, 5> numbers{};
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!row[i].is_number_integer() || row[i] < lowest[i] || row[i] > highest[i]) {
      return std::nullopt;
    }
    numbers[i] = row[i].get<std::int64_t>();
  }
  return Note{static_cast<Tick>(numbers[0]),
              static_cast<Tick>(numbers[1]),
              static_cast<std::uint8_t>(numbers[2]),
              static_cast<std::uint8_t>(numbers[3]),
              false,
              static_cast<std::uint8_t>(std::min<std::int64_t>(numbers[4], largestPart))};
}

}  // namespace cadenza
