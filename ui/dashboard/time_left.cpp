// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/time_left.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/distribution.h"

namespace cadenza::ui {
namespace {

constexpr std::size_t fewRates = 8;
constexpr double unsureSoonest = 0.75;
constexpr double unsureLatest = 1.35;
constexpr double outliers = 0.1;  // of the rates, at either end
constexpr double minute = 60;
constexpr double hour = 3600;

QString tr(const char* text) { return QCoreApplication::translate("TimeLeft", text); }

QString rangeText(const QString& from, const QString& to, const char* unit) {
  if (from == to) return from + QChar(u' ') + tr(unit);
  return tr("%1 to %2 %3").arg(from, to, tr(unit));
}

}  // namespace

TimeLeft estimateTimeLeft(double secondsLeft, std::span<const double> recentRates) {
  const double likely = std::isfinite(secondsLeft) ? std::max(0.0, secondsLeft) : 0;
  std::vector<double> rates(recentRates.begin(), recentRates.end());
  std::erase_if(rates, [](double rate) { return !std::isfinite(rate) || rate <= 0; });
  if (rates.size() < fewRates) return {likely * unsureSoonest, likely, likely * unsureLatest};
  const double usual = quantile(rates, 0.5);
  return {likely * usual / quantile(rates, 1 - outliers), likely,
          likely * usual / quantile(rates, outliers)};
}

QString timeLeftText(const TimeLeft& left) {
  const QLocale locale;
  const auto whole = [&](double value) { return locale.toString(std::llround(value)); };
  if (left.latest < 1.5 * minute) {
    constexpr double grain = 5;
    return rangeText(whole(grain * std::floor(left.soonest / grain)),
                     whole(grain * std::ceil(left.latest / grain)), "s");
  }
  if (left.latest < 2 * hour) {
    return rangeText(whole(left.soonest / minute), whole(left.latest / minute), "min");
  }
  return rangeText(locale.toString(left.soonest / hour, 'f', 1),
                   locale.toString(left.latest / hour, 'f', 1), "h");
}

}  // namespace cadenza::ui
