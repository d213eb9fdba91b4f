// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/native_path.h"

#include <gtest/gtest.h>

#include "core/midi/midi_writer.h"
#include "tests/support/temporary_folder.h"
#include "ui/piece_file.h"

namespace cadenza::ui {
namespace {

namespace fs = std::filesystem;

Score oneNote() { return Score({{{0, 960, 60, 80}}, {}, {}, {}}); }

TEST(NativePath, FindsFilesWhoseNamesAreNotUtf8) {
  const test::TemporaryFolder folder;
  fs::create_directory(folder / "caf\xe9");
  const fs::path path = folder / "caf\xe9" / "\xfc.mid";
  ASSERT_TRUE(writeMidiFile(path, oneNote()));
  const QString shown = pathText(path);
  EXPECT_EQ(nativePath(shown), path);
  EXPECT_NE(stampOf(shown).size, -1);
  const auto piece = readPieceOrParts(shown);
  ASSERT_TRUE(piece) << piece.error().detail;
  EXPECT_EQ(piece->project.score.notes().size(), 1u);
  ASSERT_TRUE(writePiece(shown, piece->project));
  EXPECT_EQ(std::distance(fs::directory_iterator(path.parent_path()), {}), 1);
}

TEST(NativePath, LeavesOtherNamesAsTheyAre) {
  const test::TemporaryFolder folder;
  const fs::path path = folder / "\u00fc.mid";
  EXPECT_EQ(nativePath(pathText(path)), path);
  EXPECT_EQ(nativePath(QStringLiteral("song.mid")), fs::path("song.mid"));
  const QString missing = QStringLiteral("/none/") + QChar(QChar::ReplacementCharacter);
  EXPECT_EQ(nativePath(missing), fs::path("/none/\xef\xbf\xbd"));
}

TEST(NativePath, AddressesKeepTheirBytes) {
  const test::TemporaryFolder folder;
  const fs::path path = folder / "\xe9 1.mid";
  ASSERT_TRUE(writeMidiFile(path, oneNote()));
  const QUrl url = QUrl::fromEncoded(("file://" + (folder / "%E9%201.mid").string()).c_str());
  EXPECT_EQ(nativePath(localPath(url)), path);
  EXPECT_TRUE(localPath(QUrl(QStringLiteral("http://example.org/a.mid"))).isEmpty());
}

TEST(NativePath, ALongNameIsShownShortened) {
  EXPECT_EQ(shownName(QStringLiteral("/a/b/song.mid")), "song.mid");
  const QString shown = shownName(QStringLiteral("/a/") + QString(200, QChar(u'W')) + ".mid");
  EXPECT_LE(shown.size(), 61);
  EXPECT_TRUE(shown.contains(QChar(u'…')));
  EXPECT_TRUE(shown.endsWith(".mid"));
}

TEST(PieceFile, KnowsWhatCanBeOpenedAndSaved) {
  for (const char* name : {"a.mid", "a.RMI", "a.kar", "a.mid.gz", "a.cadenza"}) {
    EXPECT_TRUE(canBeOpened(QString::fromLatin1(name))) << name;
  }
  for (const char* name : {"a.mid", "a.cadenza", "a.kar"}) {
    EXPECT_TRUE(canBeSaved(QString::fromLatin1(name))) << name;
  }
  for (const char* name : {"a.wav", "a.rmi", "a.mid.gz", "a.safetensors", "a"}) {
    EXPECT_FALSE(canBeSaved(QString::fromLatin1(name))) << name;
  }
}

}  // namespace
}  // namespace cadenza::ui
