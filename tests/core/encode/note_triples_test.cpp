// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/note_triples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/random_score.h"

namespace cadenza {
namespace {

using testing::ElementsAre;

TEST(NoteTriples, CountStepsFromOnsetToOnset) {
  const Score score({{{960, 480, 60, 80}, {960, 1920, 48, 30}, {2880, 96, 62, 80}}, {}, {}, {}});
  EXPECT_THAT(noteTriples(score),
              ElementsAre(NoteTriple{48, 0.0f, 1.0f}, NoteTriple{60, 0.0f, 0.25f},
                          NoteTriple{62, 1.0f, 0.05f}));
  EXPECT_TRUE(noteTriples(Score()).empty());
}

TEST(NoteTriples, ComeBackAsNotesOfOneVelocity) {
  Random random(8);
  for (int round = 0; round < 50; ++round) {
    Tick onset = static_cast<Tick>(random.below(2000));
    ScoreItems items;
    items.tempo = {{0, static_cast<std::uint32_t>(300'000 + random.below(500'000))}};
    for (std::uint8_t i = 0; i < 30; ++i) {
      items.notes.push_back({onset, 1 + static_cast<Tick>(random.below(3000)),
                             static_cast<std::uint8_t>(30 + i), 100});
      onset += static_cast<Tick>(random.below(1000));
    }
    const Score score(items);
    TripleWriter writer(score.tempo(), score.tempo().secondsAt(score.notes()[0].onset), 0, 100);
    for (const NoteTriple& triple : noteTriples(score)) writer.push(triple);
    ASSERT_EQ(writer.notes().size(), score.notes().size());
    for (std::size_t i = 0; i < writer.notes().size(); ++i) {
      const Note& note = writer.notes()[i];
      EXPECT_NEAR(note.onset, score.notes()[i].onset, 1);
      EXPECT_NEAR(note.duration, score.notes()[i].duration, 2);
      EXPECT_EQ(note.pitch, score.notes()[i].pitch);
      EXPECT_EQ(note.velocity, 100);
    }
  }
}

TEST(TripleWriter, LetsOneNoteOfAPitchSoundAtATime) {
  TripleWriter writer({}, 0, 1, 100);
  EXPECT_TRUE(writer.push({60, 0.5f, 4}));
  EXPECT_FALSE(writer.push({60, 0, 2})) << "it is struck already";
  EXPECT_TRUE(writer.push({64, 0, 0}));
  EXPECT_TRUE(writer.push({60, 1, 1}));
  EXPECT_EQ(writer.now(), 2);
  EXPECT_THAT(writer.notes(), ElementsAre(Note{1920, 1920, 60, 100}, Note{1920, 1, 64, 100},
                                          Note{3840, 1920, 60, 100}));
}

}  // namespace
}  // namespace cadenza
