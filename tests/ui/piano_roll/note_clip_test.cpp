// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/note_clip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/random.h"

namespace cadenza::ui {
namespace {

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

std::vector<Note> someNotes() {
  return {{0, 480, 60, 80}, {960, 1, 0, 1}, {maxTick - 5, 5, 127, 127}};
}

TEST(NoteClip, NotesComeBackAsTheyWere) {
  const auto data = toMimeData(someNotes());
  EXPECT_TRUE(holdsNotes(data.get()));
  EXPECT_THAT(notesFrom(data.get()), ElementsAreArray(someNotes()));
}

TEST(NoteClip, AnythingElseIsNoNotes) {
  QMimeData text;
  text.setText("C4 E4 G4");
  EXPECT_FALSE(holdsNotes(&text));
  EXPECT_THAT(notesFrom(&text), IsEmpty());
  EXPECT_THAT(notesFrom(nullptr), IsEmpty());
}

TEST(NoteClip, DamagedBytesNeverMakeANoteThatIsOutOfRange) {
  const auto data = toMimeData(someNotes());
  const QString type = data->formats().front();
  Random random(8);
  for (int i = 0; i < 2000; ++i) {
    QByteArray bytes = data->data(type);
    for (int hit = 0; hit < 3; ++hit) {
      bytes[static_cast<int>(random.below(static_cast<std::uint64_t>(bytes.size())))] =
          static_cast<char>(random.below(256));
    }
    bytes.truncate(static_cast<int>(random.below(static_cast<std::uint64_t>(bytes.size()) + 1)));
    QMimeData damaged;
    damaged.setData(type, bytes);
    for (const Note& note : notesFrom(&damaged)) {
      EXPECT_GE(note.onset, 0);
      EXPECT_GE(note.duration, 1);
      EXPECT_LE(note.end(), maxTick);
      EXPECT_LT(note.pitch, 128);
      EXPECT_GE(note.velocity, 1);
      EXPECT_LT(note.velocity, 128);
    }
  }
}

}  // namespace
}  // namespace cadenza::ui
