// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/recent_menu.h"

#include <QAction>
#include <QFile>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>

#include "tests/support/temporary_folder.h"
#include "tests/ui/window_support.h"
#include "ui/score_picture.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class RecentMenuTest : public ::testing::Test {
 protected:
  [[nodiscard]] QString in(const QString& name) const {
    return QString::fromStdString(folder.path().string()) + QChar(u'/') + name;
  }
  QString write(const QString& name, const Score& score) {
    EXPECT_TRUE(writeMidiFile(in(name).toStdString(), score));
    return in(name);
  }
  [[nodiscard]] std::string entry(int index) const {
    return menu.actions().at(index)->text().toStdString();
  }

  test::TemporaryFolder folder;
  QSettings settings{in("settings.ini"), QSettings::IniFormat};
  Appearance appearance{ThemeChoice::Dark};
  QMenu menu;
  RecentMenu recent{menu, settings, appearance, in("pictures")};
};

TEST_F(RecentMenuTest, WithoutPiecesItSaysSo) {
  ASSERT_EQ(menu.actions().size(), 1);
  EXPECT_FALSE(menu.actions().front()->isEnabled());
}

TEST_F(RecentMenuTest, WhatWasUsedLastComesFirstAndOnce) {
  const QString one = write("one.mid", test::etude(60));
  const QString two = write("two.mid", test::etude(62));
  recent.remember(one, test::etude(60));
  recent.remember(two, test::etude(62));
  recent.remember(one, test::etude(60));
  EXPECT_THAT(entry(0), StartsWith("one.mid"));
  EXPECT_THAT(entry(1), StartsWith("two.mid"));
  EXPECT_TRUE(menu.actions().at(2)->isSeparator());
  QSignalSpy chosen(&recent, &RecentMenu::chosen);
  menu.actions().at(1)->trigger();
  EXPECT_EQ(chosen.front().front(), two);
}

TEST_F(RecentMenuTest, AFileThatIsGoneIsSaidToBe) {
  const QString one = write("one.mid", test::etude(60));
  recent.remember(one, test::etude(60));
  QFile::remove(one);
  Q_EMIT menu.aboutToShow();
  EXPECT_FALSE(menu.actions().front()->isEnabled());
  EXPECT_THAT(entry(0), HasSubstr("is gone"));
}

TEST_F(RecentMenuTest, TheListCanBeCleared) {
  recent.remember(write("one.mid", test::etude(60)), test::etude(60));
  menu.actions().back()->trigger();
  EXPECT_EQ(menu.actions().size(), 1);
}

TEST_F(RecentMenuTest, APictureBelongsToAFileAsItIs) {
  const PictureCache pictures(in("pictures"));
  const QString one = write("one.mid", test::etude(60));
  recent.remember(one, test::etude(60));
  ASSERT_TRUE(waitUntil([&] { return pictures.find(one).has_value(); }));
  EXPECT_EQ(*pictures.find(one), notesPicture(test::etude(60), PictureCache::pictureSize));
  ASSERT_TRUE(QFile::resize(one, 10));
  EXPECT_FALSE(pictures.find(one));
}

TEST_F(RecentMenuTest, NotMorePicturesAreKeptThanAreWorthIt) {
  {
    PictureCache pictures(in("pictures"));
    for (int i = 0; i < PictureCache::mostPictures + 5; ++i) {
      pictures.draw(write(QStringLiteral("%1.mid").arg(i), {}), {});
    }
  }
  EXPECT_EQ(QDir(in("pictures")).entryList(QDir::Files).size(), PictureCache::mostPictures);
}

TEST(ScorePicture, ShowsHighNotesAboveLowOnesAndLaterOnesToTheRight) {
  constexpr QSize size(100, 50);
  const Score score({{{0, 9'600, 40, 127}, {9'600, 9'600, 80, 127}}, {}, {}, {}});
  const QImage picture = notesPicture(score, size);
  const auto whitest = [&](int left, int top) {
    int most = 0;
    for (int y = top; y < top + size.height() / 2; ++y) {
      for (int x = left; x < left + size.width() / 2; ++x)
        most = std::max(most, qGray(picture.pixel(x, y)));
    }
    return most;
  };
  EXPECT_EQ(whitest(0, 0), 0);
  EXPECT_EQ(whitest(0, 25), 255);
  EXPECT_EQ(whitest(50, 0), 255);
  EXPECT_EQ(whitest(50, 25), 0);
}

TEST(ScorePicture, OfNoNotesIsEmpty) {
  const QImage picture = notesPicture({}, {20, 10});
  EXPECT_EQ(qGray(picture.pixel(10, 5)), 0);
  EXPECT_FALSE(dressed({}, {48, 36}, 2.0, darkTheme(), darkTheme().accent).isNull());
}

}  // namespace
}  // namespace cadenza::ui
