// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/score_part.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/midi/midi_reader.h"
#include "core/midi/midi_writer.h"
#include "core/project/json_members.h"
#include "core/project/note_row.h"
#include "core/score/sorted_changes.h"

namespace cadenza {
namespace {

using nlohmann::json;

// Rows of numbers: short, and a person can read them.

json row(const Note& note) { return rowOf(note); }
json row(const PedalChange& change) {
  json numbers{change.tick, change.value};
  if (change.repedals) numbers.push_back(1);
  return numbers;
}
json row(const TempoChange& change) { return {change.tick, change.microsPerQuarter}; }
json row(const TimeSignature& change) {
  return {change.tick, change.numerator, change.denominator};
}
json row(const Marker& marker) { return {marker.tick, marker.text}; }

template <class Item>
json rows(const std::vector<Item>& items) {
  json list = json::array();
  for (const Item& item : items) list.push_back(row(item));
  return list;
}

// The numbers of a row within their limits, or nothing.
template <std::size_t count>
std::optional<std::array<std::int64_t, count>> numbers(
    const json& list, const std::array<std::int64_t, count>& highest) {
  if (!list.is_array() || list.size() != count) return std::nullopt;
  std::array<std::int64_t, count> values{};
  for (std::size_t i = 0; i < count; ++i) {
    if (!list[i].is_number_unsigned()) return std::nullopt;
    const auto value = list[i].get<std::uint64_t>();
    if (value > static_cast<std::uint64_t>(highest[i])) return std::nullopt;
    values[i] = static_cast<std::int64_t>(value);
  }
  return values;
}

std::optional<Note> parse(const json& list, const Note&) { return noteFromRow(list); }
std::optional<PedalChange> parse(const json& list, const PedalChange&) {
  if (list.is_array() && list.size() == 3) {
    const auto values = numbers<3>(list, {maxTick, 255, 1});
    if (!values) return std::nullopt;
    return PedalChange{static_cast<Tick>((*values)[0]), static_cast<std::uint8_t>((*values)[1]),
                       (*values)[2] == 1};
  }
  const auto values = numbers<2>(list, {maxTick, 255});
  if (!values) return std::nullopt;
  return PedalChange{static_cast<Tick>((*values)[0]), static_cast<std::uint8_t>((*values)[1])};
}
std::optional<TempoChange> parse(const json& list, const TempoChange&) {
  const auto values = numbers<2>(list, {maxTick, 0xffffffff});
  if (!values) return std::nullopt;
  return TempoChange{static_cast<Tick>((*values)[0]), static_cast<std::uint32_t>((*values)[1])};
}
std::optional<TimeSignature> parse(const json& list, const TimeSignature&) {
  const auto values = numbers<3>(list, {maxTick, 255, 64});
  if (!values) return std::nullopt;
  return TimeSignature{static_cast<Tick>((*values)[0]), static_cast<std::uint8_t>((*values)[1]),
                       static_cast<std::uint8_t>((*values)[2])};
}
std::optional<Marker> parse(const json& list, const Marker&) {
  if (!list.is_array() || list.size() != 2 || !list[1].is_string()) return std::nullopt;
  const auto tick = numbers<1>(json::array({list[0]}), {maxTick});
  if (!tick) return std::nullopt;
  return Marker{static_cast<Tick>((*tick)[0]), list[1].get<std::string>()};
}

template <class Item>
std::vector<Item> itemsIn(JsonMembers& members, const char* name) {
  std::vector<Item> items;
  bool allRead = true;
  for (const json& entry : members.list(name)) {
    if (auto item = parse(entry, Item{})) {
      items.push_back(std::move(*item));
    } else {
      allRead = false;
    }
  }
  if (!allRead) members.complain(name);
  std::sort(items.begin(), items.end());
  return items;
}

// Calls `each` with the name of every kind of item and the member that holds it.
template <class Each>
void forEachKind(Each each) {
  each("notes", &ScoreItems::notes);
  each("pedal", &ScoreItems::pedal);
  each("tempo", &ScoreItems::tempo);
  each("meter", &ScoreItems::meter);
  each("markers", &ScoreItems::markers);
}

template <class Item>
std::vector<Item> without(const std::vector<Item>& all, const std::vector<Item>& some) {
  std::vector<Item> rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(rest));
  return rest;
}

// What holds at the start anyway may be said or not.
ScoreItems comparedItems(const Score& score) {
  ScoreItems items = score.items();
  const auto drop = [](auto& changes) {
    const auto rest = withoutDefaultStart(changes);
    if (rest.size() < changes.size()) changes.erase(changes.begin());
  };
  drop(items.tempo);
  drop(items.meter);
  return items;
}

// What leads from one score to the other; all its lists are sorted.
ScoreEdit difference(const Score& from, const Score& to) {
  const ScoreItems before = comparedItems(from);
  const ScoreItems after = comparedItems(to);
  ScoreEdit edit;
  forEachKind([&](const char*, auto kind) {
    edit.removed.*kind = without(before.*kind, after.*kind);
    edit.added.*kind = without(after.*kind, before.*kind);
  });
  return edit;
}

// The score after `edit`, or nothing where what it takes away is not there.
std::optional<Score> changed(const Score& score, const ScoreEdit& edit) {
  ScoreItems items = score.items();
  bool fits = true;
  forEachKind([&](const char*, auto kind) {
    auto& list = items.*kind;
    const auto& removed = edit.removed.*kind;
    fits = fits && std::includes(list.begin(), list.end(), removed.begin(), removed.end());
    list = without(list, removed);
    list.insert(list.end(), (edit.added.*kind).begin(), (edit.added.*kind).end());
  });
  if (!fits) return std::nullopt;
  return Score(std::move(items));
}

json asJson(const ScoreItems& items) {
  json object = json::object();
  forEachKind([&](const char* name, auto kind) {
    if (!(items.*kind).empty()) object[name] = rows(items.*kind);
  });
  return object;
}

ScoreItems itemsFrom(const json& object, std::vector<std::string>& damage) {
  JsonMembers members(object, "“beyondMidi”", damage);
  ScoreItems items;
  forEachKind([&](const char* name, auto kind) {
    using List = std::remove_reference_t<decltype(items.*kind)>;
    items.*kind = itemsIn<typename List::value_type>(members, name);
  });
  return items;
}

Score unlocked(const Score& score, std::vector<Note>& locked) {
  ScoreItems items = score.items();
  for (Note& note : items.notes) {
    if (!note.locked) continue;
    note.locked = false;
    locked.push_back(note);
  }
  return locked.empty() ? score : Score(std::move(items));
}

// Both sorted; notes of `locked` that are not there are passed over.
Score withLocks(const Score& score, const std::vector<Note>& locked) {
  if (locked.empty()) return score;
  ScoreItems items = score.items();
  auto next = locked.begin();
  for (Note& note : items.notes) {
    while (next != locked.end() && *next < note) ++next;
    if (next == locked.end()) break;
    if (*next != note) continue;
    note.locked = true;
    ++next;
  }
  return Score(std::move(items));
}

}  // namespace

std::vector<std::byte> splitScore(const Score& score, const PieceProperties& properties,
                                  json& rest) {
  rest = json::object();
  std::vector<Note> locked;
  const Score plain = unlocked(score, locked);
  if (!locked.empty()) rest["locked"] = rows(locked);
  std::vector<std::byte> midi = writeMidi(plain, properties);
  const auto read = readMidi(midi);
  const ScoreEdit missing = difference(read ? read->score : Score(), plain);
  if (!missing.empty()) {
    rest["beyondMidi"] = {{"removed", asJson(missing.removed)}, {"added", asJson(missing.added)}};
  }
  return midi;
}

Result<JoinedScore> joinScore(std::span<const std::byte> midi, const json& rest) {
  auto import = readMidi(midi);
  if (!import) return import.error();
  JoinedScore joined{std::move(import->score),
                     std::move(import->properties.title),
                     std::move(import->warnings),
                     {}};
  JsonMembers members(rest, "the notes", joined.damage);
  const json beyond = members.object("beyondMidi");
  if (!beyond.empty()) {
    JsonMembers parts(beyond, "“beyondMidi”", joined.damage);
    const ScoreEdit edit{itemsFrom(parts.object("removed"), joined.damage),
                         itemsFrom(parts.object("added"), joined.damage)};
    if (auto score = changed(joined.score, edit)) joined.score = std::move(*score);
  }
  joined.score = withLocks(joined.score, itemsIn<Note>(members, "locked"));
  return joined;
}

}  // namespace cadenza
