// SPDX-License-Identifier: GPL-3.0-or-later
// The main function of tests that show widgets: one QApplication for all of them, without a screen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QApplication>
#include <QStandardPaths>

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QStandardPaths::setTestModeEnabled(true);
  ::testing::InitGoogleMock(&argc, argv);
  const QApplication application(argc, argv);
  QApplication::setOrganizationName(QStringLiteral("CadenzaTest"));
  QApplication::setApplicationName(QStringLiteral("CadenzaTest"));
  return RUN_ALL_TESTS();
}
