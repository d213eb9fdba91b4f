// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/answering.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/live/fake_stream.h"

namespace cadenza {
namespace {

using test::FakeStream;

constexpr double ticksPerSecond = 2 * ticksPerQuarter;

// Hands and a clock; the music is heard when it is sent.
class Duet {
 public:
  explicit Duet(const AnswerOptions& options = {}, Score piece = {}, Tick from = 0)
      : answering(std::make_shared<const Score>(std::move(piece)), from, options), from_(from) {}

  [[nodiscard]] Tick tick() const { return from_ + static_cast<Tick>(now_ * ticksPerSecond); }
  void down(int pitch) { hear(MidiMessage::noteOn(pitch, 80)); }
  void up(int pitch) { hear(MidiMessage::noteOff(pitch)); }
  void play(int pitch, double seconds) {
    down(pitch);
    wait(seconds);
    up(pitch);
  }
  void wait(double seconds) {
    for (const double end = now_ + seconds; now_ < end; now_ += 0.01) look();
    look();
  }
  void look() {
    answering.follow(now_, tick(), tick());
    if (const auto request = answering.wantsDraft()) {
      requests.push_back(*request);
      answering.setDraft(std::make_unique<FakeStream>(*request));
    }
    for (int step = 0; step < stepsALook && answering.wantsMore(); ++step) {
      ASSERT_TRUE(answering.write());
    }
  }

  Answering answering;
  std::vector<ComposeRequest> requests;
  int stepsALook = 20;

 private:
  void hear(const MidiMessage& message) {
    answering.hear({message, now_, PlayedPlace{tick(), 0, 0}}, tick());
    look();
  }

  Tick from_;
  double now_ = 0;
};

void playPhrase(Duet& duet) {
  for (const int pitch : {60, 62, 64, 65, 67}) duet.play(pitch, 0.4);
}

TEST(Answering, AnswersAfterABreathWithAPhraseOfLikeLength) {
  Duet duet;
  playPhrase(duet);
  duet.wait(0.5);
  EXPECT_EQ(duet.answering.state(), Answering::State::Hearing);
  EXPECT_EQ(duet.answering.answers(), 0);
  const Tick breath = duet.tick();
  duet.wait(0.2);
  EXPECT_EQ(duet.answering.state(), Answering::State::Answering);
  ASSERT_FALSE(duet.answering.answered().notes.empty());
  const auto& notes = duet.answering.answered().notes;
  const Tick first = std::ranges::min(notes, {}, &Note::onset).onset;
  EXPECT_GE(first, breath);
  EXPECT_LE(first, breath + 0.2 * ticksPerSecond);
  ASSERT_EQ(duet.requests.size(), 1u);
  EXPECT_NEAR(std::get<Seconds>(duet.requests[0].length).count, 2, 0.1);
  duet.wait(2.5);
  EXPECT_EQ(duet.answering.state(), Answering::State::Listening);
}

TEST(Answering, TheBreathCanBeSet) {
  AnswerOptions options;
  options.breath = 1.5;
  Duet duet(options);
  playPhrase(duet);
  duet.wait(1.4);
  EXPECT_EQ(duet.answering.answers(), 0);
  duet.wait(0.2);
  EXPECT_EQ(duet.answering.answers(), 1);
}

TEST(Answering, AKeyThatIsHeldIsNoBreath) {
  Duet duet;
  playPhrase(duet);
  duet.down(72);
  duet.wait(5);
  EXPECT_EQ(duet.answering.state(), Answering::State::Hearing);
  duet.up(72);
  duet.wait(0.7);
  EXPECT_EQ(duet.answering.state(), Answering::State::Answering);
}

TEST(Answering, PlayingAgainEndsTheAnswerAtOnce) {
  Duet duet;
  playPhrase(duet);
  duet.wait(1.4);
  ASSERT_EQ(duet.answering.state(), Answering::State::Answering);
  const Tick now = duet.tick();
  const int version = duet.answering.version();
  duet.down(50);
  EXPECT_EQ(duet.answering.state(), Answering::State::Hearing);
  EXPECT_GT(duet.answering.version(), version);
  for (const Note& note : duet.answering.answered().notes) EXPECT_LE(note.end(), now);
  const auto& pedal = duet.answering.answered().pedal;
  EXPECT_TRUE(pedal.empty() || !pedal.back().isDown());
}

TEST(Answering, PlayingAgainWithinTheBreathGoesOnWithThePhrase) {
  Duet duet;
  playPhrase(duet);
  duet.wait(0.4);
  EXPECT_EQ(duet.requests.size(), 1u);
  playPhrase(duet);
  duet.wait(0.7);
  EXPECT_EQ(duet.answering.answers(), 1);
  ASSERT_EQ(duet.requests.size(), 2u);
  EXPECT_NEAR(std::get<Seconds>(duet.requests[1].length).count, 4.4, 0.1);
}

TEST(Answering, ASlowModelIsWaitedForAndCanBeInterruptedToo) {
  Duet duet;
  duet.stepsALook = 0;
  playPhrase(duet);
  duet.wait(3);
  EXPECT_EQ(duet.answering.state(), Answering::State::Thinking);
  duet.down(60);
  EXPECT_EQ(duet.answering.state(), Answering::State::Hearing);
  EXPECT_FALSE(duet.answering.wantsMore());
  duet.up(60);
  duet.stepsALook = 20;
  duet.wait(1);
  EXPECT_EQ(duet.answering.answers(), 1);
}

TEST(Answering, TheModelHearsThePieceAndAllThatBothPlayed) {
  const Score piece({{{0, 960, 40, 80}}, {}, {}, {}});
  Duet duet({}, piece, 4 * ticksPerQuarter);
  playPhrase(duet);
  duet.wait(4);
  playPhrase(duet);
  duet.wait(4);
  ASSERT_EQ(duet.requests.size(), 2u);
  const auto& first = duet.requests[0].seed.notes();
  EXPECT_EQ(first.size(), 6u);
  EXPECT_EQ(first.front().pitch, 40);
  EXPECT_GT(duet.requests[1].seed.notes().size(), 12u);
  EXPECT_NE(duet.requests[0].randomSeed, duet.requests[1].randomSeed);
}

TEST(Answering, WhatHandsPlayedIsKeptWhereItWas) {
  Duet duet;
  duet.wait(1);
  duet.play(60, 0.5);
  const auto played = duet.answering.played(duet.tick()).notes;
  ASSERT_EQ(played.size(), 1u);
  EXPECT_NEAR(played[0].onset, ticksPerSecond, 40);
  EXPECT_NEAR(played[0].duration, 0.5 * ticksPerSecond, 60);
}

TEST(Answering, InARandomDuetEveryAnswerEndsAndNothingOverlapsTheNextPhrase) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    AnswerOptions options;
    options.randomSeed = seed;
    Duet duet(options);
    for (int turn = 0; turn < 25; ++turn) {
      duet.stepsALook = static_cast<int>(random.below(20));
      const int pitch = 40 + static_cast<int>(random.below(40));
      duet.play(pitch, 0.05 + 0.5 * random.uniform());
      const auto& answered = duet.answering.answered().notes;
      const Tick now = duet.tick();
      ASSERT_TRUE(std::ranges::all_of(answered, [&](const Note& n) { return n.end() <= now; }));
      ASSERT_TRUE(std::ranges::all_of(answered, [](const Note& n) { return n.duration > 0; }));
      duet.wait(3 * random.uniform());
    }
    duet.stepsALook = 20;
    duet.wait(70);
    ASSERT_EQ(duet.answering.state(), Answering::State::Listening);
  }
}

}  // namespace
}  // namespace cadenza
