// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/compose/place_words.h"
#include "ui/compose/take_record.h"
#include "ui/controls/words.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {

namespace {

QString words(const char* text) { return QCoreApplication::translate("Takes", text); }

using Facts = QList<std::pair<QString, QString>>;

void add(Facts& facts, const char* name, const QString& value) {
  if (!value.isEmpty()) facts.emplace_back(words(name), value);
}

QString range(const QString& lowest, const QString& highest) {
  return words("%1 to %2").arg(lowest, highest);
}

void addLimits(Facts& facts, const Limits& limits) {
  const Limits usual;
  if (limits.key) add(facts, "Key", QString::fromStdString(name(*limits.key)));
  if (limits.lowestPitch != usual.lowestPitch || limits.highestPitch != usual.highestPitch) {
    add(facts, "Range",
        range(pitchText(limits.lowestPitch, limits.key),
              pitchText(limits.highestPitch, limits.key)));
  }
  if (limits.polyphony != usual.polyphony) {
    add(facts, "Polyphony", QString::number(limits.polyphony));
  }
  add(facts, "Longest silence", durationText(limits.longestRest));
  if (limits.lowestVelocity != usual.lowestVelocity ||
      limits.highestVelocity != usual.highestVelocity) {
    add(facts, "Velocity",
        range(QString::number(limits.lowestVelocity), QString::number(limits.highestVelocity)));
  }
}

void addSettings(Facts& facts, const ComposeSettings& settings) {
  const QLocale locale;
  const auto number = [&locale](double value) { return locale.toString(value, 'g', 4); };
  if (settings.mode == ComposeMode::Vary) {
    add(facts, "Strength", words("%1 %").arg(std::lround(settings.strength * 100)));
  }
  add(facts, "Temperature", number(settings.controls.temperature));
  add(facts, "Top-p", number(settings.controls.topP));
  if (settings.controls.density) {
    add(facts, "Density", words("%1 of 7").arg(*settings.controls.density));
  }
  addLimits(facts, settings.controls.limits);
  if (settings.tempoFactor != 1) add(facts, "Faster by", number(settings.tempoFactor));
}

}  // namespace

QString modeWords(const Take& take) {
  const auto settings = settingsFrom(take.settings);
  if (!settings) return {};
  if (const LiveKind live = liveKindOf(take.settings); live != LiveKind::None) {
    return live == LiveKind::Duet ? words("Duet") : words("Played on");
  }
  switch (settings->mode) {
    case ComposeMode::Continue:
      return words("Continue");
    case ComposeMode::Fill:
      return words("Fill the gap");
    case ComposeMode::Vary:
      return words("Vary");
    case ComposeMode::Nothing:
      return words("From nothing");
  }
  return {};
}

QString lengthWords(const Take& take) {
  const MeterMap& meter = take.material.meter();
  const Tick last = std::max(take.range.begin, take.range.end - 1);
  const int bars = meter.positionAt(last).bar - meter.positionAt(take.range.begin).bar + 1;
  return countText(static_cast<std::size_t>(bars), words("bar"));
}

QString timeWords(const Take& take, const QDateTime& now) {
  if (take.madeAt == 0) return {};
  const QDateTime made = QDateTime::fromSecsSinceEpoch(take.madeAt);
  const QLocale locale;
  return made.date() == now.date() ? locale.toString(made.time(), QStringLiteral("HH:mm"))
                                   : locale.toString(made.date(), QLocale::ShortFormat);
}

QString takeLine(const Take& take, const QDateTime& now) {
  QStringList parts{modeWords(take), lengthWords(take), timeWords(take, now),
                    QString::fromStdString(take.model)};
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

QList<std::pair<QString, QString>> takeFacts(const Take& take) {
  Facts facts;
  add(facts, "Way", modeWords(take));
  add(facts, "Place", stretchText(take.material.meter(), take.range));
  add(facts, "Notes", countText(take.material.notes().size()));
  add(facts, "Model", QString::fromStdString(take.model));
  add(facts, "Seed number", QString::number(take.seed));
  if (const auto settings = settingsFrom(take.settings)) addSettings(facts, *settings);
  if (take.madeAt != 0) {
    add(facts, "Made",
        QLocale().toString(QDateTime::fromSecsSinceEpoch(take.madeAt), QLocale::ShortFormat));
  }
  return facts;
}

}  // namespace cadenza::ui
