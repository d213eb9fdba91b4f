// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/part_choice.h"

#include <QCoreApplication>
#include <algorithm>

namespace cadenza::ui {

namespace {

// So many parts that name no instrument pass for the hands of one pianist.
constexpr std::size_t mostNamelessHands = 3;

QString tr(const char* text) { return QCoreApplication::translate("PartChoice", text); }

bool sharesItsTrack(const MidiSurvey& survey, std::size_t part) {
  const int track = survey.parts[part].id.track;
  const bool before = part > 0 && survey.parts[part - 1].id.track == track;
  const bool after = part + 1 < survey.parts.size() && survey.parts[part + 1].id.track == track;
  return before || after;
}

}  // namespace

bool wantsChoice(const MidiSurvey& survey) {
  const auto& parts = survey.parts;
  if (std::ranges::any_of(parts, &MidiPart::isDrums)) return true;
  if (parts.size() < 2) return false;
  if (!std::ranges::all_of(parts, &MidiPart::isPiano)) return true;
  const bool named =
      std::ranges::any_of(parts, [](const MidiPart& part) { return part.program.has_value(); });
  return !named && parts.size() > mostNamelessHands;
}

std::vector<bool> suggestedParts(const MidiSurvey& survey) {
  const bool hasPiano = std::ranges::any_of(survey.parts, &MidiPart::isPiano);
  std::vector<bool> ticks;
  ticks.reserve(survey.parts.size());
  for (const MidiPart& part : survey.parts) {
    ticks.push_back(hasPiano ? part.isPiano() : !part.isDrums());
  }
  return ticks;
}

std::vector<MidiPartId> tickedParts(const MidiSurvey& survey, const std::vector<bool>& ticks) {
  std::vector<MidiPartId> ids;
  for (std::size_t i = 0; i < survey.parts.size(); ++i) {
    if (ticks[i]) ids.push_back(survey.parts[i].id);
  }
  return ids;
}

QString partName(const MidiSurvey& survey, std::size_t part) {
  const MidiPart& which = survey.parts[part];
  const QString channel = QString::number(which.id.channel + 1);
  if (survey.format == 0) return tr("Channel %1").arg(channel);
  const QString name = which.name.empty() ? tr("Track %1").arg(which.id.track + 1)
                                          : QString::fromStdString(which.name);
  return sharesItsTrack(survey, part) ? tr("%1, channel %2").arg(name, channel) : name;
}

QString instrumentName(const MidiPart& part) {
  if (part.isDrums()) return tr("Drums");
  if (!part.program) return tr("Not named");
  const std::string family(instrumentFamily(*part.program));
  return tr(family.c_str());
}

}  // namespace cadenza::ui
