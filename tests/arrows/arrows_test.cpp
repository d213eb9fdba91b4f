// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/arrows/arrows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace cadenza::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A small house that keeps every rule, until a test breaks one.
class ArrowsTest : public ::testing::Test {
 protected:
  ArrowsTest() {
    write("core/base/result.h", "");
    write("core/score/note.h", "#include <vector>");
    write("core/midi/reader.h", "#include \"core/base/result.h\"\n#include \"core/score/note.h\"");
    write("core/play/player.h", "#include \"core/midi/reader.h\"");
    write("core/play/fluid_sink.cpp", "#include <fluidsynth.h>");
    write("core/play/midi_port_sink.cpp", "#include <rtmidi/RtMidi.h>");
    write("core/learn/network.h", "#include <torch/torch.h>");
    write("core/learn/network.cpp", "#include \"core/learn/network.h\"");
    write("core/learn/job.h", "#include \"core/score/note.h\"");
    write("ui/roll.cpp",
          "#include <QWidget>\n#include \"core/play/player.h\"\n#include \"roll.moc\"");
    write("app/main.cpp", "#include \"ui/roll.h\"\n#include \"core/learn/job.h\"");
    write("ui/roll.h", "");
  }

  void write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories((house_ / path).parent_path());
    std::ofstream(house_ / path) << text << '\n';
  }
  std::vector<std::string> broken() { return brokenArrows(house_.path()); }

 private:
  TemporaryFolder house_;
};

TEST(Arrows, OfThisHouseAllPointDown) { EXPECT_THAT(brokenArrows(CADENZA_ROOT), IsEmpty()); }

TEST_F(ArrowsTest, AcceptAHouseInOrder) { EXPECT_THAT(broken(), IsEmpty()); }

TEST_F(ArrowsTest, RefuseAnArrowUp) {
  write("core/midi/writer.h", "#include \"core/play/player.h\"");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("core/midi/writer.h: core/play/player.h")));
}

TEST_F(ArrowsTest, RefuseAnArrowBeside) {
  write("core/model/recipe.h", "#include \"core/play/player.h\"");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("core/play is not below core/model")));
}

TEST_F(ArrowsTest, RefuseAnArrowBetweenTheTwoRoomsOnTheGround) {
  write("core/base/random.h", "#include \"core/score/note.h\"");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("core/score is not below core/base")));
}

TEST_F(ArrowsTest, RefuseCoreThatKnowsTheWindow) {
  write("core/live/composer.h", "#include \"ui/roll.h\"");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("ui is not below core/live")));
}

TEST_F(ArrowsTest, RefuseTorchOutsideLearning) {
  write("core/compose/stepper.cpp", "#include <torch/script.h>");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("libtorch belongs to core/learn")));
}

TEST_F(ArrowsTest, RefuseTorchThatComesOutByAHeader) {
  write("core/learn/job.h", "#include \"core/learn/network.h\"");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("app/main.cpp: core/learn/network.h: brings")));
}

TEST_F(ArrowsTest, RefuseFluidSynthInAHeaderOfThePlayer) {
  write("core/play/player.h", "#include <fluidsynth.h>");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("FluidSynth belongs to core/play/fluid_")));
}

TEST_F(ArrowsTest, RefuseLibsndfileOutsideTheAudioFile) {
  write("core/play/audio_export.cpp", "#include <sndfile.h>");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("libsndfile belongs to core/play/audio_file")));
}

TEST_F(ArrowsTest, RefuseRtMidiOutsideThePorts) {
  write("core/play/player.cpp", "#include <RtMidi.h>");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("RtMidi belongs to")));
}

TEST_F(ArrowsTest, RefuseLibzipOutsideTheArchive) {
  write("core/project/project.cpp", "#include <zip.h>");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("libzip belongs to")));
}

TEST_F(ArrowsTest, RefuseQtInCore) {
  write("core/score/score.h", "#  include <QtCore/QString>\n#include <QVector>");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("core knows no Qt"), HasSubstr("core knows no Qt")));
}

TEST_F(ArrowsTest, RefuseACircle) {
  write("core/score/a.h", "#include \"core/score/b.h\"");
  write("core/score/b.h", "#include \"core/score/c.h\"");
  write("core/score/c.h", "#include \"core/score/a.h\"");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("circle")));
}

TEST_F(ArrowsTest, RefuseAnIncludeThatDoesNotBeginAtTheRoot) {
  write("core/midi/writer.cpp", "#include \"reader.h\"");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("reader.h: no such file")));
}

TEST_F(ArrowsTest, RefuseARoomWithoutAFloor) {
  write("core/attic/box.h", "");
  EXPECT_THAT(broken(), ElementsAre(HasSubstr("has no floor")));
}

}  // namespace
}  // namespace cadenza::test
