// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/words.h"

#include <QLocale>
#include <cmath>

namespace cadenza::ui {

namespace {

QString capitalised(std::string_view text) {
  QString answer = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
  if (!answer.isEmpty()) answer[0] = answer[0].toUpper();
  return answer;
}

}  // namespace

QString countText(std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

QString countText(std::size_t count, const QString& noun) {
  return countText(count) + QChar(u' ') + noun + (count == 1 ? QString() : QStringLiteral("s"));
}

QString decimalText(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

QString durationText(double seconds) {
  if (!std::isfinite(seconds)) return QStringLiteral("–");
  const auto whole = static_cast<qint64>(std::llround(std::max(0.0, seconds)));
  if (whole < 60) return QStringLiteral("%1 s").arg(whole);
  if (whole < 3600) {
    const auto rest = whole % 60;
    return rest == 0 ? QStringLiteral("%1 min").arg(whole / 60)
                     : QStringLiteral("%1 min %2 s").arg(whole / 60).arg(rest);
  }
  return QStringLiteral("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString clockText(double seconds) {
  const auto tenths = static_cast<qint64>(std::floor(std::max(0.0, seconds) * 10.0));
  return QStringLiteral("%1:%2.%3")
      .arg(tenths / 600)
      .arg(tenths / 10 % 60, 2, 10, QChar(u'0'))
      .arg(tenths % 10);
}

QString barText(const MeterMap& meter, Tick tick) {
  const BarPosition position = meter.positionAt(tick);
  return QStringLiteral("%1:%2").arg(position.bar + 1).arg(position.beat + 1);
}

QString lossText(double nats) {
  return std::isfinite(nats) ? decimalText(nats, 3) : QStringLiteral("–");
}

QString recipeTitle(const Recipe& recipe) { return capitalised(recipe.name); }

QString sizeTitle(NetworkSize size) { return capitalised(name(size)); }

}  // namespace cadenza::ui
