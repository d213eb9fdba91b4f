// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <random>

#include "tests/support/forked_child.h"
#include "tests/support/temporary_folder.h"
#include "ui/settings/preferences.h"
#include "ui/settings/stored_values.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

class SettingsFileTest : public ::testing::Test {
 protected:
  void write(const QByteArray& bytes) const {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
  }
  [[nodiscard]] QByteArray read(const QString& name) const {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no such file)");
  }
  /// A file as the program leaves it.
  QByteArray healthy() const {
    {
      const OpenedSettings opened = openSettings(path);
      Preferences preferences(*opened.settings);
      preferences.setEditing({100, 240, 480, true, false, true});
      preferences.setBeginning(Beginning::Empty);
      preferences.setKeys("play.loop", QList<QKeySequence>{Qt::Key_U, QKeySequence("Ctrl+;")});
      opened.settings->setValue("window/geometry", QByteArray(60, '\x81'));
      opened.settings->setValue("files/folder", QStringLiteral("/home/clara/Stücke"));
      opened.settings->setValue("files/recent", QStringList{"a.mid", "b, c.mid"});
      opened.settings->setValue("window/theme", 2);
    }
    return read(path);
  }
  void expectDefaults(const OpenedSettings& opened) const {
    const Preferences preferences(*opened.settings);
    EXPECT_EQ(preferences.editing(), EditingPreferences{});
    EXPECT_EQ(preferences.beginning(), Beginning::Demo);
    EXPECT_FALSE(preferences.keys("play.loop"));
    EXPECT_TRUE(opened.settings->allKeys().isEmpty());
  }

  test::TemporaryFolder folder;
  const QString path = QString::fromStdString((folder / "cadenza.conf").string());
  const QString aside = path + ".broken";
};

TEST_F(SettingsFileTest, WhatWasStoredIsReadAgainWithoutANotice) {
  healthy();
  const OpenedSettings opened = openSettings(path);
  EXPECT_TRUE(opened.notice.isEmpty()) << opened.notice.toStdString();
  const Preferences preferences(*opened.settings);
  EXPECT_EQ(preferences.editing(), (EditingPreferences{100, 240, 480, true, false, true}));
  EXPECT_EQ(preferences.keys("play.loop"),
            (QList<QKeySequence>{Qt::Key_U, QKeySequence("Ctrl+;")}));
  EXPECT_EQ(opened.settings->value("files/recent").toStringList(),
            (QStringList{"a.mid", "b, c.mid"}));
}

TEST_F(SettingsFileTest, TheFirstStartHasNoNotice) {
  const OpenedSettings opened = openSettings(path);
  EXPECT_TRUE(opened.notice.isEmpty());
  expectDefaults(opened);
}

TEST_F(SettingsFileTest, GarbageIsKeptAsideAndSaid) {
  const QByteArray garbage(
      "\x7f"
      "ELF\0\1\2\3 = [[[",
      14);
  write(garbage);
  const OpenedSettings opened = openSettings(path);
  expectDefaults(opened);
  EXPECT_EQ(read(aside), garbage);
  EXPECT_THAT(opened.notice.toStdString(), HasSubstr("cadenza.conf.broken"));
}

TEST_F(SettingsFileTest, TextThatIsNoSettingsFileIsKeptAside) {
  write("Dear diary,\ntoday I practised.\n");
  expectDefaults(openSettings(path));
  EXPECT_EQ(read(aside), "Dear diary,\ntoday I practised.\n");
}

TEST_F(SettingsFileTest, ASecondBrokenFileDoesNotReplaceTheFirst) {
  write("first");
  (void)openSettings(path);
  write("second");
  const OpenedSettings opened = openSettings(path);
  EXPECT_EQ(read(aside), "first");
  EXPECT_EQ(read(aside + "2"), "second");
  EXPECT_THAT(opened.notice.toStdString(), HasSubstr("cadenza.conf.broken2"));
}

TEST_F(SettingsFileTest, CutOffAnywhereItIsStillASetOfGoodValues) {
  const QByteArray whole = healthy();
  for (qsizetype length = 0; length < whole.size(); length += 3) {
    write(whole.left(length));
    const OpenedSettings opened = openSettings(path);
    EXPECT_TRUE(senselessKeys(*opened.settings).isEmpty()) << length;
    const EditingPreferences editing = Preferences(*opened.settings).editing();
    EXPECT_TRUE(editing.velocity >= 1 && editing.velocity <= 127) << length;
    if (!opened.notice.isEmpty()) {
      EXPECT_EQ(read(aside), whole.left(length));
    }
    QFile::remove(aside);
  }
}

TEST_F(SettingsFileTest, AnyBytesAtAllAreSurvived) {
  const QByteArray whole = healthy();
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    QByteArray damaged = whole;
    for (int i = 0; i < 1 + round % 7; ++i) {
      damaged[static_cast<qsizetype>(random() % static_cast<unsigned>(damaged.size()))] =
          static_cast<char>(random());
    }
    write(damaged);
    const OpenedSettings opened = openSettings(path);
    EXPECT_TRUE(senselessKeys(*opened.settings).isEmpty()) << round;
    (void)Preferences(*opened.settings).keys("play.loop");
    for (const QString& left : QDir(folder.path().c_str()).entryList({"*.broken*"})) {
      QFile::remove(QString::fromStdString((folder / left.toStdString()).string()));
    }
  }
}

TEST_F(SettingsFileTest, WrongTypesAndInsaneValuesAreDroppedAndTheOthersStay) {
  write(
      "[window]\ntheme=99\nworkspace=banana\ngeometry=5\n"
      "[editing]\nvelocity=-4\nlength=600\nsnap=1e99\nsounds=perhaps\n"
      "[compose]\ntopP=nan\nbars=12\n[keys]\nplay.loop=Hyper+Banana\nroll.select=S\n"
      "[docks]\ncomposeDock=7\n");
  const QByteArray before = read(path);
  const OpenedSettings opened = openSettings(path);
  const QSettings& settings = *opened.settings;
  EXPECT_EQ(QStringList(settings.allKeys()),
            (QStringList{"compose/bars", "editing/length", "keys/roll.select"}));
  EXPECT_EQ(Preferences(*opened.settings).editing().length, 600);
  EXPECT_EQ(read(aside), before);
  EXPECT_THAT(opened.notice.toStdString(), HasSubstr("cadenza.conf.broken"));
}

TEST_F(SettingsFileTest, AFileThatCannotBeReadIsKeptAside) {
  ASSERT_TRUE(QDir().mkpath(path));
  const OpenedSettings opened = openSettings(path);
  expectDefaults(opened);
  EXPECT_TRUE(QDir(aside).exists());
  EXPECT_FALSE(opened.notice.isEmpty());
}

TEST_F(SettingsFileTest, WhereNothingCanBeWrittenSettingsLastForTheRun) {
  write("a file, no folder");
  const OpenedSettings opened = openSettings(path + "/below.conf");
  EXPECT_THAT(opened.notice.toStdString(), HasSubstr("until the program ends"));
  Preferences preferences(*opened.settings);
  preferences.setBeginning(Beginning::Empty);
  opened.settings->sync();
  EXPECT_EQ(preferences.beginning(), Beginning::Empty);
}

TEST_F(SettingsFileTest, AReadOnlyFolderIsSaid) {
  const bool wasAllowed = QFile::setPermissions(QString::fromStdString(folder.path().string()),
                                                QFile::ReadOwner | QFile::ExeOwner);
  if (!wasAllowed || ::geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  EXPECT_THAT(openSettings(path).notice.toStdString(), HasSubstr("can't be written"));
}

// Both values are written together; a file that has them differ was half written.
TEST_F(SettingsFileTest, KilledWhileWritingLeavesTheOldOrTheNewFile) {
  constexpr int kills = 25;
  std::mt19937 random(11);
  for (int kill = 0; kill < kills; ++kill) {
    test::ForkedChild child([this](const auto& tick) {
      for (int turn = 0;; ++turn) {
        QSettings settings(path, QSettings::IniFormat);
        settings.setValue("files/folder", QString(2000, QChar(u'x')));
        settings.setValue("first/turn", turn);
        settings.setValue("zlast/turn", turn);
        settings.sync();
        tick();
      }
    });
    ASSERT_TRUE(child.started());
    for (unsigned ticks = 1 + random() % 6; ticks > 0; --ticks) ASSERT_TRUE(child.awaitTick());
    child.kill();
    const OpenedSettings opened = openSettings(path);
    EXPECT_TRUE(opened.notice.isEmpty()) << opened.notice.toStdString();
    ASSERT_TRUE(opened.settings->contains("first/turn")) << kill;
    EXPECT_EQ(opened.settings->value("first/turn"), opened.settings->value("zlast/turn")) << kill;
  }
}

}  // namespace
}  // namespace cadenza::ui
