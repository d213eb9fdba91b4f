// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/lane_views.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace cadenza::ui {
namespace {

constexpr std::array<const char*, 3> names{"velocity", "pedal", "tempo"};

}  // namespace

QByteArray LaneViews::toJson() const {
  QJsonObject object{{QStringLiteral("map"), showsMap}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    object[QLatin1String(names[i])] = QJsonObject{{QStringLiteral("shown"), lanes[i].isShown},
                                                  {QStringLiteral("folded"), lanes[i].isFolded},
                                                  {QStringLiteral("height"), lanes[i].height}};
  }
  return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

LaneViews LaneViews::fromJson(const QByteArray& json) {
  LaneViews views;
  const QJsonObject object = QJsonDocument::fromJson(json).object();
  views.showsMap = object[QLatin1String("map")].toBool(views.showsMap);
  for (std::size_t i = 0; i < names.size(); ++i) {
    LaneView& lane = views.lanes[i];
    const QJsonObject stored = object[QLatin1String(names[i])].toObject();
    lane.isShown = stored[QLatin1String("shown")].toBool(lane.isShown);
    lane.isFolded = stored[QLatin1String("folded")].toBool(lane.isFolded);
    lane.height = std::clamp(stored[QLatin1String("height")].toInt(lane.height), LaneView::least,
                             LaneView::most);
  }
  return views;
}

}  // namespace cadenza::ui
