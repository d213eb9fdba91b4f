// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop program itself, started as a user starts it, without a display.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QImage>
#include <QProcess>
#include <set>

#include "core/base/safe_file.h"
#include "core/midi/midi_writer.h"
#include "tests/support/band.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_corpus.h"

namespace cadenza {
namespace {

constexpr int patience = 60'000;  // milliseconds

class SnapshotTest : public ::testing::Test {
 protected:
  int run(const QStringList& arguments) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    environment.insert(QStringLiteral("HOME"), QString::fromStdString(folder.path().string()));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CADENZA_PROGRAM), arguments);
    EXPECT_TRUE(process.waitForFinished(patience));
    return process.exitCode();
  }
  [[nodiscard]] QString in(const char* name) const {
    return QString::fromStdString((folder / name).string());
  }
  /// Colours in a coarse grid over the picture: more than a few where something is drawn.
  [[nodiscard]] static std::size_t colours(const QImage& image) {
    std::set<QRgb> found;
    for (int y = 0; y < image.height(); y += 3) {
      for (int x = 0; x < image.width(); x += 3) found.insert(image.pixel(x, y));
    }
    return found.size();
  }

  test::TemporaryFolder folder;
  QProcess process;
};

TEST_F(SnapshotTest, DrawsBothWorkspacesInBothThemesWithoutADisplay) {
  ASSERT_TRUE(writeMidiFile(folder / "etude.mid", test::etude(60)));
  for (const char* workspace : {"compose", "train"}) {
    std::vector<int> lightness;
    for (const char* theme : {"light", "dark"}) {
      ASSERT_EQ(run({in("etude.mid"), "--snapshot", in("out.png"), "--workspace", workspace,
                     "--theme", theme, "--size", "1000x700"}),
                0)
          << process.readAllStandardError().toStdString();
      const QImage image(in("out.png"));
      ASSERT_EQ(image.size(), QSize(1000, 700));
      EXPECT_GT(colours(image), 8u);
      lightness.push_back(qGray(image.pixel(2, 690)));
    }
    EXPECT_GT(lightness[0], 200) << workspace;
    EXPECT_LT(lightness[1], 60) << workspace;
  }
}

TEST_F(SnapshotTest, AFileThatIsNotThereIsAnErrorOnStderr) {
  EXPECT_EQ(run({in("missing.mid"), "--snapshot", in("out.png")}), 1);
  EXPECT_THAT(process.readAllStandardError().toStdString(), ::testing::HasSubstr("missing.mid"));
}

TEST_F(SnapshotTest, AFileThatAsksForItsPartsIsAnErrorOnStderr) {
  ASSERT_TRUE(writeFile(folder / "band.mid", test::bandFile()));
  EXPECT_EQ(run({in("band.mid"), "--snapshot", in("out.png")}), 1);
  EXPECT_THAT(process.readAllStandardError().toStdString(),
              ::testing::HasSubstr("several instruments"));
}

TEST_F(SnapshotTest, APictureThatCannotBeWrittenIsAnErrorOnStderr) {
  EXPECT_EQ(run({"--snapshot", in("no/such/folder/out.png")}), 1);
  EXPECT_THAT(process.readAllStandardError().toStdString(), ::testing::HasSubstr("out.png"));
}

}  // namespace
}  // namespace cadenza
