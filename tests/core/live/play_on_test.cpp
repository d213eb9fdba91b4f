// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/play_on.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/live/fake_stream.h"

namespace cadenza {
namespace {

using test::FakeStream;

constexpr Tick second = 2 * ticksPerQuarter;
constexpr Tick bar = 4 * ticksPerQuarter;

ComposeRequest request(std::uint64_t seed = 1, Tick from = 0) {
  ComposeRequest request;
  request.from = from;
  request.length = Endless{};
  request.randomSeed = seed;
  return request;
}

PlayOn playOn(const ComposeRequest& wanted, PlayOnOptions options = {}) {
  return {std::make_unique<FakeStream>(wanted), {}, {}, options};
}

void writeAll(PlayOn& writer) {
  while (writer.wantsMore()) ASSERT_TRUE(writer.write());
}

Controls hot() {
  Controls controls;
  controls.temperature = 2;
  controls.limits.key = Key{0, Scale::Major};
  return controls;
}

std::vector<Note> before(const PlayOn& writer, Tick tick) {
  auto notes = writer.soFar(0).material.notes;
  std::erase_if(notes, [&](const Note& note) { return note.onset >= tick; });
  for (Note& note : notes) note.duration = std::min(note.duration, tick - note.onset);
  return notes;
}

TEST(PlayOn, WritesAtLeastTwoBarsAndTwoSecondsAhead) {
  for (const double secondsAhead : {2.0, 7.0}) {
    PlayOn writer = playOn(request(), {2, secondsAhead, 0.2});
    for (Tick ear = 0; ear < 60 * second; ear += second / 3) {
      writer.follow(ear, ear + second / 10);
      writeAll(writer);
      EXPECT_GE(writer.written(), ear + 2 * bar);
      EXPECT_GE(writer.secondsAhead(), secondsAhead);
      EXPECT_LT(writer.secondsAhead(), std::max(4.0, secondsAhead) + 2);
    }
    EXPECT_EQ(writer.timesBehind(), 0);
  }
}

TEST(PlayOn, BeginsToWriteBeforeThePlayerComesThere) {
  PlayOn writer = playOn(request(1, 20 * bar));
  writer.follow(0, second / 10);
  EXPECT_TRUE(writer.wantsMore());
  writeAll(writer);
  EXPECT_GE(writer.written(), 22 * bar);
}

TEST(PlayOn, ThePlayerWaitsForTheFirstNotesWithoutHavingFallenBehind) {
  PlayOn writer = playOn(request());
  writer.follow(0, 0);
  EXPECT_EQ(writer.hold(), 0);
  EXPECT_FALSE(writer.isBehind());
  writeAll(writer);
  EXPECT_GE(*writer.hold(), 2 * bar - ticksPerQuarter);
  EXPECT_EQ(writer.timesBehind(), 0);
}

TEST(PlayOn, TheHoldLiesOnABeatAndNeverGoesBackByItself) {
  PlayOn writer = playOn(request());
  Tick last = 0;
  for (Tick ear = 0; ear < 30 * second; ear += 50) {
    writer.follow(ear, ear + 200);
    if (writer.wantsMore()) {
      ASSERT_TRUE(writer.write());
    }
    EXPECT_GE(*writer.hold(), last);
    EXPECT_EQ(*writer.hold() % ticksPerQuarter, 0);
    EXPECT_LE(*writer.hold(), writer.written());
    last = *writer.hold();
  }
}

TEST(PlayOn, AChangeLeavesTheReserveAndWritesTheRestAnew) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    PlayOn writer = playOn(request(seed));
    writer.follow(0, 0);
    writeAll(writer);
    const Tick sent = static_cast<Tick>(seed * 17 % (3 * second));
    writer.follow(sent, sent);
    const Tick kept = sent + second / 5;
    const auto keptNotes = before(writer, kept);
    writer.change(hot());
    EXPECT_EQ(before(writer, kept), keptNotes);
    EXPECT_GE(*writer.hold(), sent);
    EXPECT_LE(*writer.hold(), kept);
    writeAll(writer);
    EXPECT_EQ(before(writer, kept), keptNotes);
    const auto notes = writer.soFar(0).material.notes;
    EXPECT_TRUE(std::ranges::any_of(notes, [](const Note& note) { return note.velocity == 80; }));
    for (const Note& note : notes) {
      EXPECT_TRUE(note.onset < kept + second || note.velocity == 80);
    }
  }
}

TEST(PlayOn, AChangeIsHeardFromTheFirstEventBehindTheReserveOn) {
  PlayOn writer = playOn(request(3));
  writer.follow(second, second);
  writeAll(writer);
  writer.change(hot());
  const Tick at = writer.changes().back().tick;
  EXPECT_EQ(at, second + second / 5);
  writeAll(writer);
  int old = 0;
  for (const Note& note : writer.soFar(at).material.notes) old += note.velocity == 40 ? 1 : 0;
  EXPECT_LE(old, 5);  // those of the one instant that was begun
}

TEST(PlayOn, TheSameSeedAndTheSameChangesGiveTheSameNotes) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    PlayOn writer = playOn(request(seed));
    Tick sent = 0;
    for (int turn = 0; turn < 30; ++turn) {
      sent += static_cast<Tick>(random.below(second));
      writer.follow(std::max(0, sent - 200), sent);
      if (random.below(3) == 0) {
        Controls controls;
        controls.temperature = 0.5 + random.uniform();
        writer.change(controls);
      }
      for (int step = 0; step < 40 && writer.wantsMore(); ++step) ASSERT_TRUE(writer.write());
    }
    writeAll(writer);
    FakeStream again(request(seed));
    for (const ControlChange& change : writer.changes()) {
      while (again.written() < change.tick) ASSERT_TRUE(again.advance());
      again.setControls(change.controls);
    }
    while (again.written() < writer.written()) ASSERT_TRUE(again.advance());
    const Tick end = std::min(again.written(), writer.written());
    auto expected = again.soFar(0).material.notes;
    std::erase_if(expected, [&](const Note& note) { return note.onset >= end; });
    auto notes = writer.soFar(0).material.notes;
    std::erase_if(notes, [&](const Note& note) { return note.onset >= end; });
    ASSERT_EQ(notes, expected) << seed;
  }
}

TEST(PlayOn, WhenItFallsBehindItGoesOnWithTwoBarsAndCounts) {
  PlayOn writer = playOn(request());
  writer.follow(0, 0);
  writeAll(writer);
  const Tick hold = *writer.hold();
  writer.follow(hold, hold);
  EXPECT_TRUE(writer.isBehind());
  EXPECT_EQ(writer.timesBehind(), 1);
  while (writer.written() < hold + 2 * bar) {
    EXPECT_EQ(writer.hold(), hold);
    writer.follow(hold, hold);
    ASSERT_TRUE(writer.wantsMore());
    ASSERT_TRUE(writer.write());
  }
  EXPECT_FALSE(writer.isBehind());
  EXPECT_GE(*writer.hold(), hold + 2 * bar - ticksPerQuarter);
  EXPECT_EQ(writer.timesBehind(), 1);
}

TEST(PlayOn, WhatWasHeardStaysWhenThePlayerGoesBack) {
  PlayOn writer = playOn(request(5));
  for (Tick ear = 0; ear < 20 * second; ear += second) {
    writer.follow(ear, ear);
    writeAll(writer);
  }
  const auto heard = before(writer, 19 * second);
  writer.follow(0, 0);
  writer.change(hot());
  writeAll(writer);
  EXPECT_EQ(before(writer, 19 * second), heard);
}

TEST(PlayOn, WhereAllIsWrittenNothingIsHeld) {
  ComposeRequest wanted = request();
  wanted.length = Seconds{3};
  PlayOn writer = playOn(wanted);
  writer.follow(0, 0);
  for (int step = 0; step < 1000 && writer.wantsMore(); ++step) ASSERT_TRUE(writer.write());
  EXPECT_TRUE(writer.isFinished());
  EXPECT_FALSE(writer.hold().has_value());
}

}  // namespace
}  // namespace cadenza
