// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/place_words.h"

#include <QCoreApplication>

#include "ui/controls/words.h"

namespace cadenza::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("ComposeSettings", text); }

bool isBarLine(const MeterMap& meter, Tick tick) { return meter.barAround(tick).begin == tick; }

}  // namespace

QString stretchText(const MeterMap& meter, TickRange range) {
  if (!isBarLine(meter, range.begin) || !isBarLine(meter, range.end)) {
    return tr("%1 to %2").arg(barText(meter, range.begin), barText(meter, range.end));
  }
  const int first = meter.positionAt(range.begin).bar + 1;
  const int last = meter.positionAt(range.end).bar;
  return first >= last ? tr("bar %1").arg(first) : tr("bars %1 to %2").arg(first).arg(last);
}

QString placeText(const ComposeSettings& settings, const Score& score) {
  const TickRange range = settings.range.value_or(TickRange{});
  const QString stretch = stretchText(score.meter(), range);
  const bool replaces = !score.notesStartingIn(range).empty();
  switch (settings.mode) {
    case ComposeMode::Fill:
      return replaces ? tr("Fills %1, in place of what is there.").arg(stretch)
                      : tr("Fills %1.").arg(stretch);
    case ComposeMode::Vary:
      return tr("Thinks %1 of %2 again.")
          .arg(countText(settings.notes.size(), tr("note")), stretch);
    case ComposeMode::Nothing:
      return tr("Writes %1, without hearing the piece.").arg(stretch);
    case ComposeMode::Continue:
      break;
  }
  return replaces ? tr("Writes %1, in place of what is there.").arg(stretch)
                  : tr("Writes %1.").arg(stretch);
}

}  // namespace cadenza::ui
