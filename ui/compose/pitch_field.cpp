// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/pitch_field.h"

#include <optional>

#include "core/score/key.h"
#include "core/score/note.h"

namespace cadenza::ui {
namespace {

std::optional<int> pitchIn(QString text) {
  text.replace(QChar(u'♯'), QChar(u'#')).replace(QChar(u'♭'), QChar(u'b'));
  const auto pitch = parsePitch(text.trimmed().toStdString());
  if (!pitch || *pitch < lowestPianoPitch || *pitch > highestPianoPitch) return std::nullopt;
  return pitch;
}

}  // namespace

PitchField::PitchField(QWidget* parent) : QSpinBox(parent) {
  setRange(lowestPianoPitch, highestPianoPitch);
}

QString PitchField::textFromValue(int value) const {
  return QString::fromStdString(printedPitch(value, std::nullopt));
}

int PitchField::valueFromText(const QString& text) const { return pitchIn(text).value_or(value()); }

QValidator::State PitchField::validate(QString& text, int&) const {
  return pitchIn(text) ? QValidator::Acceptable : QValidator::Intermediate;
}

}  // namespace cadenza::ui
