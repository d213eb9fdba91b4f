// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/view_state.h"

#include <array>
#include <cmath>
#include <optional>

#include "ui/piano_roll/roll_state.h"

namespace cadenza::ui {
namespace {

constexpr std::array<const char*, 3> toolNames = {"pencil", "select", "erase"};

std::optional<Tick> tickIn(const QJsonObject& object, const char* name) {
  const double value = object[QLatin1String(name)].toDouble(-1);
  if (!(value >= 0) || value > maxTick) return std::nullopt;
  return static_cast<Tick>(value);
}

std::optional<TickRange> rangeIn(const QJsonObject& object, const char* begin, const char* end) {
  const auto from = tickIn(object, begin);
  const auto to = tickIn(object, end);
  if (!from || !to || *to <= *from) return std::nullopt;
  return TickRange{*from, *to};
}

void restorePlace(RollState& state, const QJsonObject& object) {
  const auto range = rangeIn(object, "begin", "end");
  const double row = object[QLatin1String("rowHeight")].toDouble();
  const double top = object[QLatin1String("topRow")].toDouble(-1);
  state.changeView([&](RollTransform& view) {
    if (row >= RollTransform::smallestRow && row <= RollTransform::largestRow) {
      view.zoomPitch(row / view.rowHeight(), 0);
    }
    if (range) view.fitTime(*range, 0);
    if (top >= 0 && top < 128) view.scrollTo(view.leftTick(), top);
  });
}

}  // namespace

QJsonObject viewState(const RollState& state) {
  const RollTransform& view = state.view();
  const TickRange range = view.visibleTicks();
  QJsonObject object{
      {QStringLiteral("begin"), range.begin},
      {QStringLiteral("end"), range.end},
      {QStringLiteral("rowHeight"), view.rowHeight()},
      {QStringLiteral("topRow"), view.topRow()},
      {QStringLiteral("snap"), state.snapChoice()},
      {QStringLiteral("tool"), QLatin1String(toolNames[static_cast<std::size_t>(state.tool())])}};
  if (const auto& marked = state.timeRange()) {
    object[QLatin1String("markedBegin")] = marked->begin;
    object[QLatin1String("markedEnd")] = marked->end;
  }
  return object;
}

void restoreViewState(RollState& state, const QJsonObject& object) {
  restorePlace(state, object);
  if (const auto snap = tickIn(object, "snap")) state.setSnap(*snap);
  if (object[QLatin1String("snap")].toInt() == snapFollowsZoom) state.setSnap(snapFollowsZoom);
  const QString tool = object[QLatin1String("tool")].toString();
  for (std::size_t i = 0; i < toolNames.size(); ++i) {
    if (tool == QLatin1String(toolNames[i])) state.setTool(static_cast<Tool>(i));
  }
  if (const auto marked = rangeIn(object, "markedBegin", "markedEnd")) {
    state.setTimeRange(marked);
  }
}

}  // namespace cadenza::ui
