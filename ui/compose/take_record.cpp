// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_record.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <utility>

#include "ui/compose/settings_json.h"

namespace cadenza::ui {
namespace {

QString liveMember() { return QStringLiteral("live"); }

Heard heardBy(ComposeMode mode) {
  switch (mode) {
    case ComposeMode::Nothing:
      return Heard::Nothing;
    case ComposeMode::Continue:
      return Heard::Before;
    case ComposeMode::Fill:
    case ComposeMode::Vary:
      break;
  }
  return Heard::Around;
}

}  // namespace

std::string settingsText(const ComposeSettings& settings) {
  return QJsonDocument(toJson(settings)).toJson(QJsonDocument::Compact).toStdString();
}

std::optional<ComposeSettings> settingsFrom(const std::string& text) {
  const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text));
  if (!document.isObject()) return std::nullopt;
  return settingsFromJson(document.object());
}

std::string liveSettingsText(const std::string& settings, LiveKind kind,
                             const std::vector<ControlChange>& changes) {
  QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(settings)).object();
  QJsonArray told;
  for (const ControlChange& change : changes) {
    ComposeSettings then;
    then.controls = change.controls;
    told.append(QJsonObject{{QStringLiteral("tick"), change.tick},
                            {QStringLiteral("settings"), toJson(then)}});
  }
  object[liveMember()] = QJsonObject{{QStringLiteral("duet"), kind == LiveKind::Duet},
                                     {QStringLiteral("changes"), told}};
  return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

LiveKind liveKindOf(const std::string& settings) {
  const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(settings)).object();
  if (!object.contains(liveMember())) return LiveKind::None;
  const QJsonObject live = object[liveMember()].toObject();
  return live[QStringLiteral("duet")].toBool() ? LiveKind::Duet : LiveKind::PlayedOn;
}

Take takeOf(const Composition& composition, int variation, const ComposeSettings& settings,
            const ModelSignature& model, const Document& document) {
  Take take;
  take.parent = document.currentTake();
  ScoreItems items = document.score().items();
  items.notes = composition.material.notes;
  items.pedal = composition.material.pedal;
  items.markers.clear();
  take.material = Score(std::move(items));
  take.range = composition.range;
  take.staying = composition.staying;
  take.rethought = settings.notes;
  std::ranges::sort(take.staying);
  std::ranges::sort(take.rethought);
  take.heard = heardFingerprint(document.score(), take.range, heardBy(settings.mode));
  take.model = model.name.toStdString();
  take.modelChecksum = model.checksum;
  ComposeSettings own = settings;
  own.randomSeed += static_cast<std::uint64_t>(variation);
  take.seed = own.randomSeed;
  take.settings = settingsText(own);
  take.madeAt = QDateTime::currentSecsSinceEpoch();
  return take;
}

Composition compositionOf(const Take& take) {
  Composition composition;
  composition.material.notes = take.material.notes();
  composition.material.pedal = take.material.pedal();
  composition.range = take.range;
  composition.staying = take.staying;
  return composition;
}

}  // namespace cadenza::ui
