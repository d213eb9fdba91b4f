// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cadenza {
namespace {

using ::testing::HasSubstr;

std::variant<DesktopOptions, OptionsText> read(QStringList arguments) {
  arguments.prepend(QStringLiteral("cadenza"));
  return readOptions(arguments);
}

std::string mistakeIn(const QStringList& arguments) {
  const auto answer = read(arguments);
  const auto* text = std::get_if<OptionsText>(&answer);
  return text && text->isError ? text->text.toStdString() : std::string();
}

TEST(DesktopOptions, NothingMeansTheProgramAsItWasLeft) {
  const auto options = std::get<DesktopOptions>(read({}));
  EXPECT_TRUE(options.files.isEmpty());
  EXPECT_TRUE(options.snapshot.isEmpty());
  EXPECT_FALSE(options.workspace || options.theme || options.size);
}

TEST(DesktopOptions, EveryOptionIsRead) {
  const auto options =
      std::get<DesktopOptions>(read({"song.mid", "--snapshot", "out.png", "--workspace", "train",
                                     "--theme", "light", "--size", "1600x1000"}));
  EXPECT_EQ(options.files, QStringList{"song.mid"});
  EXPECT_EQ(options.snapshot, "out.png");
  EXPECT_EQ(options.workspace, ui::Workspace::Train);
  EXPECT_EQ(options.theme, ui::ThemeChoice::Light);
  EXPECT_EQ(options.size, QSize(1600, 1000));
}

TEST(DesktopOptions, MistakesAreNamedWithWhatIsRight) {
  EXPECT_THAT(mistakeIn({"--workspace", "kitchen"}), HasSubstr("compose or train"));
  EXPECT_THAT(mistakeIn({"--theme", "pink"}), HasSubstr("light or dark"));
  for (const char* size : {"large", "0x0", "1600", "99999x100", "-5x500"}) {
    EXPECT_THAT(mistakeIn({"--size", size}), HasSubstr("1600x1000")) << size;
  }
  EXPECT_THAT(mistakeIn({"a.mid", "b.mid", "--snapshot", "out.png"}), HasSubstr("one file"));
  EXPECT_THAT(mistakeIn({"--louder"}), HasSubstr("louder"));
}

TEST(DesktopOptions, SeveralFilesAreOpened) {
  const auto options = std::get<DesktopOptions>(read({"a.mid", "b.cadenza"}));
  EXPECT_EQ(options.files, (QStringList{"a.mid", "b.cadenza"}));
}

TEST(DesktopOptions, HelpIsNoMistake) {
  const auto answer = read({"--help"});
  const auto* text = std::get_if<OptionsText>(&answer);
  ASSERT_NE(text, nullptr);
  EXPECT_FALSE(text->isError);
  EXPECT_THAT(text->text.toStdString(), HasSubstr("--snapshot"));
}

}  // namespace
}  // namespace cadenza
