// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "core/compose/composer.h"
#include "tests/support/random_score.h"
#include "tests/support/tiny_model.h"

namespace cadenza {
namespace {

// Classic A reads its whole window for each frame.
int generationsOf(const std::string& recipe) { return recipe == "classic-a" ? 150 : 2'000; }

// A piece of notes that do not overlap themselves, some of them locked.
Score randomPiece(Random& random) {
  ScoreItems items = test::randomScore(random).items();
  std::sort(items.notes.begin(), items.notes.end());
  std::array<Tick, 128> until{};
  std::vector<Note> notes;
  for (Note note : items.notes) {
    if (note.onset < until[note.pitch]) continue;
    until[note.pitch] = note.end();
    note.locked = random.below(8) == 0;
    notes.push_back(note);
  }
  items.notes = std::move(notes);
  return Score(std::move(items));
}

Limits randomLimits(Random& random) {
  Limits limits;
  if (random.below(2)) {
    limits.key = Key{static_cast<int>(random.below(12)), static_cast<Scale>(random.below(7))};
  }
  if (random.below(2)) {
    limits.lowestPitch = 30 + static_cast<int>(random.below(30));
    limits.highestPitch = limits.lowestPitch + 12 + static_cast<int>(random.below(36));
  }
  if (random.below(2)) limits.polyphony = 1 + static_cast<int>(random.below(5));
  if (random.below(2)) limits.longestRest = 0.2 + 2 * random.uniform();
  if (random.below(2)) {
    limits.lowestVelocity = 1 + static_cast<int>(random.below(100));
    limits.highestVelocity = limits.lowestVelocity + static_cast<int>(random.below(27));
  }
  return limits;
}

void askForSomewhere(ComposeRequest& request, Random& random) {
  const Tick end = std::max(request.seed.end(), 4 * ticksPerQuarter);
  const auto begin = static_cast<Tick>(random.below(static_cast<std::uint64_t>(end)));
  const auto length = static_cast<Tick>(1 + random.below(12 * ticksPerQuarter));
  switch (random.below(4)) {
    case 0:
      request.length = Bars{1 + static_cast<int>(random.below(3))};
      break;
    case 1:
      request.from = begin;
      request.length = Seconds{0.3 + 4 * random.uniform()};
      break;
    case 2:
      request.from = begin;
      request.until = begin + length;
      break;
    default: {
      request.from = begin;
      request.until = begin + length;
      std::vector<Note> notes;
      for (const Note& note : request.seed.notesStartingIn({begin, begin + length})) {
        if (random.below(3)) notes.push_back(note);
      }
      if (std::ranges::all_of(notes, &Note::locked)) break;
      const double strength = random.below(2) ? 1.0 : 0.05 + 0.9 * random.uniform();
      request.rethinking = Rethinking{std::move(notes), strength};
    }
  }
}

ComposeRequest randomRequest(const Recipe& recipe, Random& random) {
  ComposeRequest request;
  if (random.below(5)) request.seed = randomPiece(random);
  askForSomewhere(request, random);
  request.controls.limits = randomLimits(random);
  request.controls.temperature = 0.1 + 1.9 * random.uniform();
  request.controls.topP = 0.05 + 0.95 * random.uniform();
  if (abilitiesOf(recipe).density && random.below(2)) {
    request.controls.density = static_cast<int>(random.below(8));
  }
  if (abilitiesOf(recipe).tempoFactor) request.tempoFactor = 0.5 + random.uniform();
  request.randomSeed = random.next();
  return request;
}

// Notes of the seed that sound in the range and stay, in whichever way.
std::vector<Note> stayingNotes(const ComposeRequest& request, const Composition& composition) {
  const TickRange range = composition.range;
  std::vector<Note> staying = composition.staying;
  for (const Note& note : request.seed.notes()) {
    const bool reachesIn = note.onset < range.begin && note.end() > range.begin;
    if (reachesIn || (note.locked && range.contains(note.onset))) staying.push_back(note);
  }
  return staying;
}

void expectLimits(const ComposeRequest& request, const Composition& composition,
                  const std::vector<Note>& staying) {
  const Limits& limits = request.controls.limits;
  std::vector<Note> all = composition.material.notes;
  all.insert(all.end(), staying.begin(), staying.end());
  for (const Note& note : composition.material.notes) {
    EXPECT_GE(note.onset, composition.range.begin);
    EXPECT_GT(note.duration, 0);
    EXPECT_LE(note.end(), composition.range.end);
    EXPECT_TRUE(limits.allows(note.pitch)) << int{note.pitch};
    EXPECT_GE(note.velocity, limits.lowestVelocity);
    EXPECT_LE(note.velocity, limits.highestVelocity);
    const auto sounding = [&](const Note& other) {
      return other.onset <= note.onset && other.end() > note.onset;
    };
    EXPECT_LE(std::ranges::count_if(all, sounding), limits.polyphony);
    const auto clashes = [&](const Note& other) {
      return other.pitch == note.pitch && other.onset < note.end() && note.onset < other.end();
    };
    EXPECT_EQ(std::ranges::count_if(all, clashes), 1) << "it sounds together with its own pitch";
  }
}

// Silence is counted in whole units, and notes that stay are rounded to them: two twenty-fourths of
// the slowest quarter (a second).
constexpr double grain = 2.0 / 24 + 0.01;

void expectNoLongRest(const ComposeRequest& request, const Composition& composition,
                      std::vector<Note> all) {
  all.insert(all.end(), composition.material.notes.begin(), composition.material.notes.end());
  std::sort(all.begin(), all.end());
  const TempoMap& tempo = request.seed.tempo();
  Tick silentFrom = composition.range.begin;
  const auto expectShort = [&](Tick until) {
    if (until <= silentFrom) return;
    const double rest = tempo.secondsAt(until) - tempo.secondsAt(silentFrom);
    EXPECT_LE(rest, request.controls.limits.longestRest + grain);
  };
  for (const Note& note : all) {
    expectShort(std::min(note.onset, composition.range.end));
    silentFrom = std::max(silentFrom, note.end());
  }
  expectShort(composition.range.end);
}

void expectPedalIsLifted(const Composition& composition) {
  for (const PedalChange& change : composition.material.pedal) {
    EXPECT_GE(change.tick, composition.range.begin);
    EXPECT_LE(change.tick, composition.range.end);
  }
}

int pedalAt(const Score& score, Tick tick) {
  int value = 0;
  for (const PedalChange& change : score.pedal()) {
    if (change.tick <= tick) value = change.value;
  }
  return value;
}

// Taking it changes only what it may, and can be undone.
void expectNothingElseChanges(const ComposeRequest& request, const Composition& composition) {
  const ScoreEdit edit = acceptance(request.seed, composition);
  Score score = request.seed;
  score.apply(edit);
  std::multiset<Note> after(score.notes().begin(), score.notes().end());
  const auto rethought = [&](const Note& note) {
    return !request.rethinking || std::ranges::count(request.rethinking->notes, note) > 0;
  };
  for (const Note& note : request.seed.notes()) {
    const bool mayGo = composition.range.contains(note.onset) && !note.locked && rethought(note);
    const auto found = after.find(note);
    if (!mayGo) {
      EXPECT_NE(found, after.end()) << "a note is gone";
    }
    if (found != after.end()) after.erase(found);
  }
  const Tick end = composition.range.end;
  EXPECT_EQ(pedalAt(score, end) >= 64, pedalAt(request.seed, end) >= 64) << "behind the range";
  score.apply(edit.inverse());
  EXPECT_EQ(score, request.seed);
}

class Guarantees : public testing::TestWithParam<std::string> {};

TEST_P(Guarantees, HoldWhateverIsAsked) {
  Random random(11);
  std::shared_ptr<const Composer> composer;
  std::size_t notes = 0;
  std::size_t refused = 0;
  for (int round = 0; round < generationsOf(GetParam()); ++round) {
    if (round % 10 == 0) {
      Checkpoint model = test::tinyModel(GetParam(), random.next());
      composer = Composer::create(std::move(model)).value();
    }
    SCOPED_TRACE("round " + std::to_string(round));
    const ComposeRequest request = randomRequest(composer->recipe(), random);
    const auto composition = composer->compose(request);
    if (!composition) {
      EXPECT_EQ(GetParam(), "classic-a") << composition.error().detail;
      EXPECT_EQ(composition.error().code, ErrorCode::InvalidArgument) << "it knows no such chord";
      ++refused;
      continue;
    }
    const auto staying = stayingNotes(request, *composition);
    expectLimits(request, *composition, staying);
    if (!request.rethinking) expectNoLongRest(request, *composition, staying);
    if (request.rethinking && request.rethinking->strength < 1 && composer->recipe().isOurs()) {
      EXPECT_LE(composition->material.notes.size(), request.rethinking->notes.size());
    }
    expectPedalIsLifted(*composition);
    expectNothingElseChanges(request, *composition);
    if (request.until) {
      EXPECT_EQ(composition->range, (TickRange{*request.from, *request.until}));
    }
    notes += composition->material.notes.size();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(notes, 1'500u);
  EXPECT_LT(refused, 75u);
}

TEST_P(Guarantees, VariationsAreWhatTheirNumbersGiveAlone) {
  Random random(4);
  const auto composer = Composer::create(test::tinyModel(GetParam(), 5)).value();
  for (int round = 0; round < 12; ++round) {
    ComposeRequest request = randomRequest(composer->recipe(), random);
    const int count = 1 + static_cast<int>(random.below(9));
    const auto together = composer->composeVariations(request, count);
    if (!together) continue;
    ASSERT_EQ(together->size(), static_cast<std::size_t>(count));
    for (const Composition& variation : *together) {
      const auto alone = composer->compose(request);
      ASSERT_TRUE(alone);
      EXPECT_EQ(variation.material, alone->material);
      EXPECT_EQ(variation.staying, alone->staying);
      ++request.randomSeed;
    }
  }
}

TEST_P(Guarantees, ACloneWritesWhatTheOriginalWrites) {
  const auto composer = Composer::create(test::tinyModel(GetParam(), 6)).value();
  ComposeRequest request;
  request.length = Endless{};
  const auto stream = composer->begin(request).value();
  for (int step = 0; step < 100; ++step) ASSERT_TRUE(*stream->advance());
  const auto clone = stream->clone();
  for (int step = 0; step < 100; ++step) ASSERT_TRUE(*stream->advance());
  for (int step = 0; step < 100; ++step) ASSERT_TRUE(*clone->advance());
  EXPECT_EQ(stream->written(), clone->written());
  EXPECT_EQ(stream->soFar(0).material, clone->soFar(0).material);
  EXPECT_FALSE(stream->soFar(0).material.notes.empty());
}

TEST_P(Guarantees, ChangedControlsHoldForWhatComesAfterwards) {
  const auto composer = Composer::create(test::tinyModel(GetParam(), 7)).value();
  ComposeRequest request;
  request.length = Endless{};
  const auto stream = composer->begin(request).value();
  for (int step = 0; step < 100; ++step) ASSERT_TRUE(*stream->advance());
  const Tick turn = stream->written();
  const auto before = stream->notesBegun();
  Controls controls;
  controls.limits.key = Key{0, Scale::Major};
  stream->setControls(controls);
  while (stream->notesBegun() < before + 20) ASSERT_TRUE(*stream->advance());
  const Composition made = stream->soFar(0);
  int foreign = 0;
  for (const Note& note : made.material.notes) {
    const bool isForeign = !controls.limits.allows(note.pitch);
    if (note.onset > turn) {
      EXPECT_FALSE(isForeign);
    }
    foreign += isForeign ? 1 : 0;
  }
  EXPECT_GT(foreign, 0) << "what was written before stays as it was";
}

INSTANTIATE_TEST_SUITE_P(OfEachRecipe, Guarantees,
                         testing::Values("score", "performance", "classic-a", "classic-b"),
                         [](const auto& recipe) {
                           std::string name = recipe.param;
                           std::erase(name, '-');
                           return name;
                         });

Composition oneNote(TickRange range) {
  Composition composition;
  composition.range = range;
  composition.material.notes = {{range.begin, 480, 60, 80}};
  return composition;
}

TEST(Acceptance, MusicWithoutPedalKeepsThePedalThatIsThere) {
  Score score({{{0, 960, 60, 80}}, {{0, 127}, {900, 0}, {960, 127}, {1900, 0}}, {}, {}});
  const std::vector<PedalChange> before = score.pedal();
  score.apply(acceptance(score, oneNote({960, 1920})));
  EXPECT_EQ(score.pedal(), before);
}

TEST(Acceptance, APedalThatIsStillHeldIsUpInMusicWithoutPedal) {
  Score score({{{0, 960, 60, 80}}, {{0, 127}}, {}, {}});
  score.apply(acceptance(score, oneNote({960, 1920})));
  EXPECT_EQ(score.pedal(), (std::vector<PedalChange>{{0, 127}, {960, 0}, {1920, 127}}));
}

}  // namespace
}  // namespace cadenza
