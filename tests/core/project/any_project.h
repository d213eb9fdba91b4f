// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#include "core/base/random.h"
#include "core/project/project.h"
#include "tests/core/midi/any_score.h"

namespace cadenza::test {

/// Anything that a score of a project can hold: locks too, and what MIDI has no words for.
[[nodiscard]] inline Score anyProjectScore(Random& random) {
  ScoreItems items = anyScore(random).items();
  for (Note& note : items.notes) note.locked = random.below(4) == 0;
  if (random.below(4) == 0) {
    for (int voice = 0; voice < 20; ++voice) items.notes.push_back({100 + voice, 5'000, 60, 80});
  }
  if (random.below(4) == 0) items.tempo.push_back({77, 0x1000000});
  if (random.below(4) == 0) items.markers.push_back({78, " two\nlines "});
  return Score(std::move(items));
}

/// Any project.
[[nodiscard]] inline Project anyProject(Random& random) {
  Project project;
  project.score = anyProjectScore(random);
  if (random.below(2)) project.properties.title = "Étude no. " + std::to_string(random.below(100));
  if (random.below(2)) project.properties.composer = "Ann É.";
  if (random.below(2)) project.properties.parts = {"Right", "", "Left"};
  for (Note note : std::vector<Note>(project.score.notes())) {
    if (random.below(4) != 0) continue;
    Note other = note;
    other.part = static_cast<std::uint8_t>(random.below(3));
    if (other != note) project.score.apply({{{note}, {}, {}, {}}, {{other}, {}, {}, {}}});
  }
  if (random.below(2))
    project.properties.key = Key{static_cast<int>(random.below(12)), Scale::Dorian};
  if (random.below(2)) project.view = R"({"rows":[20,40.5],"snap":240})";
  if (random.below(2)) project.compose = R"({"bars":8,"more":{"seed":7}})";
  if (random.below(4) == 0) project.unknown = R"({"future":[1,"two",null]})";
  for (int id = 1; id <= static_cast<int>(random.below(5)); ++id) {
    Take take;
    take.id = 3 * id;
    take.parent = random.below(2) ? 0 : 3 * static_cast<int>(random.below(id));
    take.name = "Take " + std::to_string(id);
    take.material = anyProjectScore(random);
    take.range = {960, 960 + static_cast<Tick>(random.below(10'000))};
    take.model = "starter";
    take.modelChecksum = "abc";
    take.seed = random.next();
    take.settings = R"({"temperature":0.9})";
    take.madeAt = static_cast<std::int64_t>(random.below(2'000'000'000));
    take.starred = random.below(2) == 1;
    if (random.below(4) == 0) take.unknown = R"({"colour":"red"})";
    if (random.below(2)) take.heard = "before:0123456789abcdef";
    for (Tick i = 0; i < static_cast<Tick>(random.below(4)); ++i) {
      take.rethought.push_back({960 + i, 1 + i, static_cast<std::uint8_t>(random.below(128)), 127});
      take.staying.push_back(take.rethought.back());
    }
    if (random.below(2)) project.currentTake = take.id;
    project.takes.push_back(std::move(take));
  }
  return project;
}

}  // namespace cadenza::test
