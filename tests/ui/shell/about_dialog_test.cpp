// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include <QAction>
#include <QPlainTextEdit>
#include <QTextBrowser>

#include "tests/ui/shell/window_fixture.h"

namespace cadenza::ui {
namespace {

using ::testing::HasSubstr;

TEST_F(WindowTest, AboutNamesVersionLicencesAndWhoseMusicTheStarterLearned) {
  window.actions().about->trigger();
  auto* dialog = window.findChild<AboutDialog*>();
  ASSERT_NE(dialog, nullptr);
  std::string texts;
  for (const auto* text : dialog->findChildren<QPlainTextEdit*>()) {
    EXPECT_FALSE(text->toPlainText().isEmpty()) << text->accessibleName().toStdString();
    texts += text->toPlainText().toStdString();
  }
  const auto* attribution = dialog->findChild<QTextBrowser*>();
  ASSERT_NE(attribution, nullptr);
  EXPECT_THAT(attribution->toPlainText().toStdString(),
              HasSubstr("Whose music the starter model learned from"));
  EXPECT_THAT(texts, HasSubstr("FluidSynth"));
  EXPECT_THAT(texts, HasSubstr("GNU GENERAL PUBLIC LICENSE"));
}

}  // namespace
}  // namespace cadenza::ui
