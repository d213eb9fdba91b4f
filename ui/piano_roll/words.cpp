// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/words.h"

#include <QCoreApplication>
#include <QStringList>
#include <array>
#include <cstdlib>

#include "ui/controls/words.h"

namespace cadenza::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("PianoRoll", text); }

constexpr std::array lengthNames{"whole",     "half",          "quarter",     "eighth",
                                 "sixteenth", "thirty-second", "sixty-fourth"};
constexpr std::array ordinals{"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"};

// "second sixteenth": where within a beat, by its halves, quarters and eighths or its thirds;
// empty where it is none of these.
QString spokenPart(Tick beatLength, Tick tick) {
  for (const Tick parts : {2, 3, 4, 8}) {
    if (beatLength % parts != 0 || tick % (beatLength / parts) != 0) continue;
    const auto ordinal = static_cast<std::size_t>(tick / (beatLength / parts)) - 1;
    return tr("%1 %2").arg(tr(ordinals.at(ordinal)), spokenLength(beatLength / parts));
  }
  return {};
}

QString spokenName(int pitch, const std::optional<Key>& key) {
  QString name = pitchText(pitch, key);
  name.replace(QChar(u'♯'), tr(" sharp "));
  name.replace(QChar(u'♭'), tr(" flat "));
  return name;
}

}  // namespace

QString stepName(const QString& verb, std::size_t count) {
  if (count == 1) return tr("%1 note").arg(verb);
  return tr("%1 %2 notes").arg(verb).arg(count);
}

QString positionText(const MeterMap& meter, Tick tick) {
  const BarPosition position = meter.positionAt(tick);
  const QString beat = QStringLiteral("%1:%2").arg(position.bar + 1).arg(position.beat + 1);
  return position.tick == 0 ? beat : QStringLiteral("%1+%2").arg(beat).arg(position.tick);
}

QString lengthText(Tick ticks) {
  constexpr Tick whole = 4 * ticksPerQuarter;
  for (int parts = 1; parts <= 64; parts *= 2) {
    if (ticks * parts == whole) {
      return parts == 1 ? QStringLiteral("1/1") : QStringLiteral("1/%1").arg(parts);
    }
    if (ticks * parts * 2 == whole * 3) return QStringLiteral("1/%1.").arg(parts);
    if (ticks * parts * 3 == whole * 2) return QStringLiteral("1/%1T").arg(parts);
  }
  const double quarters = static_cast<double>(ticks) / ticksPerQuarter;
  return tr("%1 quarters").arg(decimalText(quarters, 2));
}

QString pitchText(int pitch, const std::optional<Key>& key) {
  return QString::fromStdString(printedPitch(pitch, key));
}

QString noteText(const MeterMap& meter, const Note& note, const std::optional<Key>& key) {
  const QString text = tr("%1 · bar %2 · %3 · velocity %4")
                           .arg(pitchText(note.pitch, key), positionText(meter, note.onset),
                                lengthText(note.duration))
                           .arg(note.velocity);
  return note.locked ? tr("%1 · locked").arg(text) : text;
}

QString distanceText(std::size_t count, Tick ticks, int semitones) {
  QStringList parts{tr("%1 notes").arg(count)};
  if (ticks > 0) parts << tr("%1 later").arg(lengthText(ticks));
  if (ticks < 0) parts << tr("%1 earlier").arg(lengthText(-ticks));
  const QString interval = semitones == 1 || semitones == -1
                               ? tr("1 semitone")
                               : tr("%1 semitones").arg(std::abs(semitones));
  if (semitones > 0) parts << tr("%1 up").arg(interval);
  if (semitones < 0) parts << tr("%1 down").arg(interval);
  return parts.join(QStringLiteral(" · "));
}

QString spokenLength(Tick ticks) {
  Tick length = 4 * ticksPerQuarter;
  for (const char* const name : lengthNames) {
    if (ticks == length) return tr(name);
    if (ticks * 2 == length * 3) return tr("dotted %1").arg(tr(name));
    if (ticks * 3 == length * 2) return tr("%1 triplet").arg(tr(name));
    length /= 2;
  }
  const double quarters = static_cast<double>(ticks) / ticksPerQuarter;
  return tr("%1 quarters").arg(decimalText(quarters, 2));
}

QString spokenPlace(const MeterMap& meter, Tick tick) {
  const BarPosition position = meter.positionAt(tick);
  const QString text = tr("bar %1 beat %2").arg(position.bar + 1).arg(position.beat + 1);
  if (position.tick == 0) return text;
  const QString part = spokenPart(meter.signatureAt(tick).beatLength(), position.tick);
  return part.isEmpty() ? tr("%1 and %2 ticks").arg(text).arg(position.tick)
                        : tr("%1, %2").arg(text, part);
}

QString spokenNote(const MeterMap& meter, const Note& note, const std::optional<Key>& key) {
  const QString text = tr("%1, %2, %3, velocity %4")
                           .arg(spokenName(note.pitch, key), spokenPlace(meter, note.onset),
                                spokenLength(note.duration))
                           .arg(note.velocity);
  return note.locked ? tr("%1, locked").arg(text) : text;
}

QString spokenPlace(const MeterMap& meter, Tick tick, int pitch, const std::optional<Key>& key) {
  return tr("%1, %2, empty").arg(spokenName(pitch, key), spokenPlace(meter, tick));
}

}  // namespace cadenza::ui
