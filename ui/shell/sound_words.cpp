// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sound_words.h"

#include <QComboBox>
#include <QLocale>
#include <QSignalBlocker>
#include <set>

namespace cadenza::ui {

QString rateText(double samplesPerSecond) {
  return QComboBox::tr("%1 kHz").arg(QLocale().toString(samplesPerSecond / 1000, 'g', 4));
}

void fillRates(QComboBox& box, int now) {
  const QSignalBlocker quiet(&box);
  std::set<int> rates = {44'100, 48'000, 88'200, 96'000};
  rates.insert(now);
  box.clear();
  for (const int rate : rates) box.addItem(rateText(rate), rate);
  box.setCurrentIndex(box.findData(now));
}

void chooseEntry(QComboBox& box, const QString& data, const QString& text) {
  if (box.findData(data) < 0) box.addItem(QComboBox::tr("%1 (not here)").arg(text), data);
  box.setCurrentIndex(box.findData(data));
}

}  // namespace cadenza::ui
