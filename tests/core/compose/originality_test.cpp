// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compose/originality.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/random.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

using Notes = std::vector<TimedNote>;

Notes randomNotes(std::uint64_t seed, std::size_t count = 500) {
  Random random(seed);
  Notes notes;
  for (std::size_t i = 0; i < count; ++i) {
    const auto pitch = static_cast<std::uint8_t>(30 + random.below(60));
    notes.push_back({0.1 * static_cast<double>(i), 0.1, pitch, 80});
  }
  return notes;
}

TEST(Originality, APieceIsACopyOfItself) {
  const auto phrases = phrasesOf(randomNotes(1));
  EXPECT_EQ(phrases.size(), 493u);
  EXPECT_EQ(PhraseBook(phrases).count(phrases), (CopyCount{493, 493}));
}

TEST(Originality, TranspositionRhythmAndLoudnessDoNotHideACopy) {
  const Notes notes = randomNotes(1);
  Notes copy = notes;
  for (TimedNote& note : copy) {
    note.pitch += 5;
    note.onset *= 1.7;
    note.duration = 2;
    note.velocity = 33;
  }
  EXPECT_EQ(phrasesOf(copy), phrasesOf(notes));
}

TEST(Originality, ARandomPieceIsNoCopy) {
  const PhraseBook book(phrasesOf(randomNotes(1, 5'000)));
  EXPECT_EQ(book.count(phrasesOf(randomNotes(2, 5'000))).share(), 0);
}

TEST(Originality, OneOtherNoteBreaksTheEightPhrasesThatHoldIt) {
  const Notes notes = randomNotes(1);
  Notes changed = notes;
  changed[250].pitch = 100;
  const CopyCount count = PhraseBook(phrasesOf(notes)).count(phrasesOf(changed));
  EXPECT_EQ(count.phrases - count.copied, phraseNotes);
}

TEST(Originality, AChordIsReadFromBelowHoweverItIsSpread) {
  Notes exact;
  for (int chord = 0; chord < 5; ++chord) {
    for (const int pitch : {48, 55, 64}) {
      exact.push_back({0.5 * chord, 0.4, static_cast<std::uint8_t>(pitch + chord), 80});
    }
  }
  Notes spread = exact;
  for (std::size_t i = 0; i < spread.size(); ++i) {
    spread[i].onset += 0.012 * static_cast<double>(2 - i % 3);  // from above
  }
  std::sort(spread.begin(), spread.end(),
            [](const TimedNote& a, const TimedNote& b) { return a.onset < b.onset; });
  EXPECT_NE(spread[0].pitch, exact[0].pitch);
  EXPECT_EQ(phrasesOf(spread), phrasesOf(exact));
}

TEST(Originality, LeapsAcrossTheKeyboardStayApart) {
  Notes up, down;
  for (int i = 0; i < 8; ++i) {
    up.push_back({0.5 * i, 0.5, static_cast<std::uint8_t>(i % 2 ? 127 : 0), 80});
    down.push_back({0.5 * i, 0.5, static_cast<std::uint8_t>(i % 2 ? 0 : 127), 80});
  }
  EXPECT_NE(phrasesOf(up), phrasesOf(down));
}

TEST(Originality, FewerThanEightNotesAreNoPhrase) {
  EXPECT_TRUE(phrasesOf({}).empty());
  EXPECT_TRUE(phrasesOf(randomNotes(1, 7)).empty());
  EXPECT_EQ(phrasesOf(randomNotes(1, 8)).size(), 1u);
  EXPECT_EQ(CopyCount{}.share(), 0);
  EXPECT_FALSE(PhraseBook({}).contains(0));
}

TEST(Originality, ABookKeepsEachPhraseOnce) {
  Notes twice = randomNotes(1);
  for (TimedNote note : randomNotes(1)) {
    note.onset += 50;
    twice.push_back(note);
  }
  EXPECT_EQ(PhraseBook(phrasesOf(twice)).size(), 493u + 7u);
}

}  // namespace
}  // namespace cadenza
