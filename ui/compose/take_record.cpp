// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_record.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <utility>

namespace cadenza::ui {
namespace {

const char* wordFor(ComposeSettings::Start start) {
  switch (start) {
    case ComposeSettings::Start::AtEnd:
      return "end";
    case ComposeSettings::Start::AtPlayhead:
      return "playhead";
    case ComposeSettings::Start::Nothing:
      return "nothing";
  }
  return "";
}

std::string settingsText(const ComposeSettings& settings) {
  QJsonObject object{{QStringLiteral("start"), QLatin1String(wordFor(settings.start))},
                     {QStringLiteral("bars"), settings.bars},
                     {QStringLiteral("temperature"), settings.temperature},
                     {QStringLiteral("topP"), settings.topP}};
  if (settings.key) object[QStringLiteral("key")] = QString::fromStdString(name(*settings.key));
  return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

}  // namespace

Take takeOf(const Proposal& proposal, const ComposeSettings& settings, const Document& document) {
  Take take;
  for (const Take& other : document.takes()) take.id = std::max(take.id, other.id);
  ++take.id;
  take.name = ComposeSession::tr("Take %1").arg(take.id).toStdString();
  ScoreItems items = document.score().items();
  items.notes = proposal.composition.material.notes;
  items.pedal = proposal.composition.material.pedal;
  items.markers.clear();
  take.material = Score(std::move(items));
  take.range = proposal.composition.range;
  take.model = proposal.model.toStdString();
  take.seed = settings.randomSeed;
  take.settings = settingsText(settings);
  take.madeAt = QDateTime::currentSecsSinceEpoch();
  return take;
}

}  // namespace cadenza::ui
