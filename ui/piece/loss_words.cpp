// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piece/loss_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>
#include <vector>

#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("LossWords", text); }

QString nounOf(MidiContent content) {
  switch (content) {
    case MidiContent::Text:
      return tr("text");
    case MidiContent::Copyright:
      return tr("further copyright notice");
    case MidiContent::Lyric:
      return tr("lyric");
    case MidiContent::CuePoint:
      return tr("cue point");
    case MidiContent::InstrumentName:
      return tr("instrument name");
    case MidiContent::KeyChange:
      return tr("later key signature");
    case MidiContent::SequencerData:
      return tr("sequencer-specific event");
    case MidiContent::OtherMeta:
      return tr("other meta event");
    case MidiContent::Controller:
      return tr("controller change");
    case MidiContent::Program:
      return tr("program change");
    case MidiContent::PitchBend:
      return tr("pitch bend");
    case MidiContent::ChannelPressure:
      return tr("channel pressure event");
    case MidiContent::KeyPressure:
      return tr("key pressure event");
    case MidiContent::ReleaseVelocity:
      return tr("release velocity event");
    case MidiContent::SystemExclusive:
      return tr("system exclusive message");
    case MidiContent::DrumNote:
      return tr("drum note");
    case MidiContent::Channel:
      return tr("separate channel");
    case MidiContent::OtherChunk:
      return tr("non-track chunk");
    case MidiContent::Pattern:
      break;
  }
  return tr("separate pattern");
}

QString controllerText(int number) {
  const std::string_view usual = controllerName(number);
  const QString text = QStringLiteral("CC%1").arg(number);
  return usual.empty() ? text : text + QChar(u' ') + tr(std::string(usual).c_str());
}

// All controllers in one phrase: "9 controller changes (CC7 volume, CC67 soft pedal)".
QString controllersText(const SkippedInFile& skipped) {
  std::size_t count = 0;
  QStringList numbers;
  for (const SkippedEvents& events : skipped) {
    if (events.content != MidiContent::Controller) continue;
    count += events.count;
    numbers << controllerText(events.controller);
  }
  return tr("%1 (%2)").arg(countText(count, nounOf(MidiContent::Controller)),
                           numbers.join(QStringLiteral(", ")));
}

}  // namespace

QStringList lossesAsMidi(const Project& project) {
  QStringList losses;
  const auto& notes = project.score.notes();
  const auto locked = std::count_if(notes.begin(), notes.end(), std::mem_fn(&Note::locked));
  if (locked > 0) {
    losses << tr("The locks of %1").arg(countText(static_cast<std::size_t>(locked), tr("note")));
  }
  if (!project.takes.empty()) losses << countText(project.takes.size(), tr("take"));
  const auto& key = project.properties.key;
  if (key && key->scale != Scale::Major && key->scale != Scale::Minor) {
    losses << tr("The mode of the key (%1)").arg(QString::fromStdString(printedName(*key)));
  }
  return losses;
}

QStringList skippedTexts(const SkippedInFile& skipped) {
  QStringList texts;
  bool hasControllers = false;
  for (const SkippedEvents& events : skipped) {
    const bool isController = events.content == MidiContent::Controller;
    if (!isController) {
      texts << countText(events.count, nounOf(events.content));
    } else if (!std::exchange(hasControllers, true)) {
      texts << controllersText(skipped);
    }
  }
  return texts;
}

std::size_t notesOnlyIn(const Score& score, const Score& other) {
  const auto places = [](const Score& from) {
    std::vector<std::pair<Tick, int>> list;
    for (const Note& note : from.notes()) list.emplace_back(note.onset, note.pitch);
    std::ranges::sort(list);
    return list;
  };
  std::vector<std::pair<Tick, int>> lost;
  std::ranges::set_difference(places(score), places(other), std::back_inserter(lost));
  return lost.size();
}

QStringList shortened(QStringList phrases, qsizetype most) {
  if (phrases.size() <= most) return phrases;
  const qsizetype more = phrases.size() - most + 1;
  phrases = phrases.mid(0, most - 1);
  return phrases << tr("%1 other kinds").arg(more);
}

QString bulleted(const QStringList& phrases) {
  return QStringLiteral("• ") + phrases.join(QStringLiteral("\n• "));
}

}  // namespace cadenza::ui
