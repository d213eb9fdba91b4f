// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/bar_commands.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "core/score/bar_edits.h"
#include "ui/controls/words.h"

namespace cadenza::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("PianoRoll", text); }

struct Bars {
  TickRange range;
  std::size_t count = 0;
};

Bars chosenBars(const RollState& state) {
  const MeterMap& meter = state.score().meter();
  const TickRange wanted =
      state.timeRange().value_or(TickRange{state.playhead(), state.playhead() + 1});
  const TickRange first = meter.barAround(wanted.begin);
  const TickRange last = meter.barAround(std::max(wanted.begin, wanted.end - 1));
  const int count = meter.positionAt(last.begin).bar - meter.positionAt(first.begin).bar + 1;
  return {{first.begin, last.end}, static_cast<std::size_t>(count)};
}

void push(RollState& state, const QString& verb, const Bars& bars, const ScoreEdit& edit) {
  const QString what = tr("%1 %2").arg(verb, countText(bars.count, tr("bar")));
  if (edit.empty()) return state.say(tr("Nothing had to be changed."));
  state.document().push(what, edit);
  state.document().select({});  // else all that moved would be selected
  state.say(what + QChar(u'.'));
}

// A piece can't become longer than a day.
bool isTooLong(RollState& state, const ScoreEdit& edit) {
  if (!edit.empty()) return false;
  state.say(tr("The piece would become too long."));
  return true;
}

}  // namespace

void insertBars(RollState& state) {
  const Bars bars = chosenBars(state);
  const ScoreEdit edit = insertTime(state.score(), bars.range.begin, bars.range.length());
  // In an empty stretch at the end there is nothing to move.
  if (bars.range.begin < state.score().end() && isTooLong(state, edit)) return;
  push(state, tr("Insert"), bars, edit);
}

void deleteBars(RollState& state) {
  const Bars bars = chosenBars(state);
  const auto isInTheWay = [&](const Note& note) {
    return note.locked && note.onset < bars.range.end && note.end() > bars.range.begin;
  };
  if (std::ranges::any_of(state.score().notesAround(bars.range), isInTheWay)) {
    return state.say(tr("There are locked notes in these bars. Unlock them first."));
  }
  push(state, tr("Delete"), bars, removeTime(state.score(), bars.range));
}

void repeatBars(RollState& state) {
  const Bars bars = chosenBars(state);
  const ScoreEdit edit = repeatTime(state.score(), bars.range, 1);
  if (bars.range.begin < state.score().end() && isTooLong(state, edit)) return;
  push(state, tr("Repeat"), bars, edit);
}

std::optional<Tick> placeFromText(const MeterMap& meter, const QString& text) {
  const QStringList parts = text.trimmed().split(QChar(u':'));
  if (parts.size() > 2) return std::nullopt;
  bool isBar = false;
  const int bar = parts[0].toInt(&isBar);
  if (!isBar || bar < 1) return std::nullopt;
  const Tick start = meter.barStart(bar - 1);
  if (parts.size() == 1) return start;
  bool isBeat = false;
  const int beat = parts[1].toInt(&isBeat);
  const TimeSignature signature = meter.signatureAt(start);
  if (!isBeat || beat < 1 || beat > signature.numerator) return std::nullopt;
  return start + (beat - 1) * signature.beatLength();
}

}  // namespace cadenza::ui
