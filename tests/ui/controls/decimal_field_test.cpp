// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/decimal_field.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QLocale>
#include <QTest>

namespace cadenza::ui {
namespace {

// In German "96.5" would be 965 otherwise, the point standing between thousands.
TEST(DecimalField, TakesPointAndCommaInEveryLanguage) {
  for (const QLocale& locale :
       {QLocale::c(), QLocale(QLocale::German), QLocale(QLocale::French), QLocale()}) {
    for (const char* typed : {"96.5", "96,5"}) {
      DecimalField field;
      field.setLocale(locale);
      field.setRange(5, 2000);
      field.setDecimals(1);
      field.setSuffix(" s");
      field.selectAll();
      QTest::keyClicks(&field, QLatin1String(typed));
      field.interpretText();
      EXPECT_EQ(field.value(), 96.5) << typed << ' ' << locale.name().toStdString();
      EXPECT_TRUE(field.text().contains(locale.decimalPoint()));
    }
  }
}

}  // namespace
}  // namespace cadenza::ui
