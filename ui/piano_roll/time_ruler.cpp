// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/time_ruler.h"

#include <QMenu>
#include <cmath>

#include "core/score/place_edits.h"
#include "core/score/tempo_edits.h"
#include "ui/controls/words.h"
#include "ui/piano_roll/ask.h"
#include "ui/piano_roll/bar_commands.h"
#include "ui/piano_roll/keyboard.h"
#include "ui/piano_roll/ruler_gestures.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double gripWidth = 5;

}  // namespace

TimeRuler::TimeRuler(RollState& state, WheelControl& wheel, QWidget* parent)
    : TimeStrip(state, wheel, parent) {
  setFixedHeight(height);
  setAccessibleName(tr("Time ruler"));
  setToolTip(
      tr("Click to go there, drag to mark a stretch to loop or to fill,\n"
         "double-click above the bars for a marker, right-click for more"));
  connect(&state, &RollState::markerRequested, this, &TimeRuler::addMarkerAt);
  connect(&state, &RollState::tempoRequested, this, &TimeRuler::changeTempo);
  connect(&state, &RollState::barRequested, this, &TimeRuler::askWhereToGo);
  connect(&state, &RollState::signatureRequested, this, [this](Tick tick) {
    changeSignature(this->state().score().meter().barAround(tick).begin);
  });
}

std::optional<Tick> TimeRuler::otherEndAt(double x) const {
  const auto& range = state().timeRange();
  if (!range) return std::nullopt;
  if (std::abs(x - xOf(range->begin)) <= gripWidth) return range->end;
  if (std::abs(x - xOf(range->end)) <= gripWidth) return range->begin;
  return std::nullopt;
}

bool TimeRuler::isInRange(const Pointer& pointer) const {
  const auto& range = state().timeRange();
  return range && pointer.tick >= range->begin && pointer.tick < range->end;
}

std::optional<RulerLabel> TimeRuler::labelAt(QPointF position) const {
  for (const RulerLabel& label : rulerLabels(state())) {
    if (label.kind != RulerLabelKind::Tempo && label.place.contains(position)) return label;
  }
  return std::nullopt;
}

std::optional<Marker> TimeRuler::markerAt(QPointF position) const {
  const auto label = labelAt(position);
  if (!label || label->kind != RulerLabelKind::Marker) return std::nullopt;
  return markerAfter(state().score(), label->tick - 1);
}

QPoint TimeRuler::placeOf(Tick tick) const {
  const double x = std::clamp(xOf(tick), 0.0, state().view().size().width());
  return mapToGlobal(QPoint(Keyboard::width + static_cast<int>(x), height));
}

std::unique_ptr<Gesture> TimeRuler::gestureFor(const Pointer& pressed) {
  if (const auto marker = markerAt(pressed.position)) {
    return moveMarkerGesture(state(), pressed, *marker);
  }
  if (const auto otherEnd = otherEndAt(pressed.position.x())) {
    return markGesture(state(), pressed, *otherEnd);
  }
  if (isInRange(pressed) && !pressed.keepsToAxis()) return moveRangeGesture(state(), pressed);
  return markGesture(state(), pressed, state().toGridDown(pressed.tick, pressed.ignoresSnap()));
}

std::unique_ptr<Gesture> TimeRuler::doubleClicked(const Pointer& pressed) {
  if (const auto label = labelAt(pressed.position)) {
    if (const auto marker = markerAt(pressed.position)) {
      rename(*marker);
    } else {
      changeSignature(label->tick);
    }
    return nullptr;
  }
  if (isInRange(pressed)) {
    state().setTimeRange(std::nullopt);
    return nullptr;
  }
  if (pressed.position.y() >= rulerLabelHeight) return gestureFor(pressed);
  addMarkerAt(state().toGridDown(pressed.tick, pressed.ignoresSnap()));
  return nullptr;
}

void TimeRuler::hoverAt(const Pointer& pointer) {
  const MeterMap& meter = state().score().meter();
  const Tick tick = state().toGridDown(pointer.tick, pointer.ignoresSnap());
  if (const auto marker = markerAt(pointer.position)) {
    setCursor(Qt::PointingHandCursor);
    return state().hover(
        tr("%1 · bar %2")
            .arg(QString::fromStdString(marker->text), positionText(meter, marker->tick)));
  }
  if (labelAt(pointer.position)) {
    setCursor(Qt::PointingHandCursor);
    return state().hover(tr("time signature %1 · double-click to change")
                             .arg(signatureText(meter.signatureAt(tick))));
  }
  setCursor(otherEndAt(pointer.position.x()) ? Qt::SizeHorCursor
            : isInRange(pointer)             ? Qt::OpenHandCursor
                                             : Qt::ArrowCursor);
  const double tempo = state().score().tempo().changeAt(tick).quartersPerMinute();
  state().hover(tr("bar %1 · %2 · %3 quarters a minute")
                    .arg(positionText(meter, tick), signatureText(meter.signatureAt(tick)))
                    .arg(decimalText(tempo, 1)));
}

void TimeRuler::addMarkerAt(Tick tick) {
  const QString label = tr("Marker at bar %1").arg(positionText(state().score().meter(), tick));
  const auto standing = markerAfter(state().score(), tick - 1);
  if (standing && standing->tick == tick) return rename(*standing);
  askText(*this, placeOf(tick), label, {}, [this, tick](const QString& text) {
    const QString name = text.trimmed();
    if (name.isEmpty()) return;
    state().document().push(tr("Add marker “%1”").arg(name),
                            addMarker(state().score(), tick, name.toStdString()));
  });
}

void TimeRuler::rename(const Marker& marker) {
  askText(*this, placeOf(marker.tick), tr("Name of the marker"),
          QString::fromStdString(marker.text), [this, marker](const QString& text) {
            const auto now = markerAfter(state().score(), marker.tick - 1);
            const QString name = text.trimmed();
            if (now != marker || name.isEmpty()) return;
            state().document().push(tr("Rename marker"),
                                    renameMarker(state().score(), marker, name.toStdString()));
          });
}

void TimeRuler::changeSignature(Tick barStart) {
  TimeSignature signature = state().score().meter().signatureAt(barStart);
  signature.tick = barStart;
  const int bar = state().score().meter().positionAt(barStart).bar + 1;
  askSignature(*this, placeOf(barStart), tr("From bar %1").arg(bar), signature,
               [this](TimeSignature chosen) {
                 state().document().push(tr("Time signature %1").arg(signatureText(chosen)),
                                         setTimeSignature(state().score(), chosen));
               });
}

void TimeRuler::askWhereToGo() {
  const MeterMap& meter = state().score().meter();
  askText(*this, placeOf(state().playhead()), tr("Go to bar, or bar:beat"),
          barText(meter, state().playhead()), [this](const QString& text) {
            const auto place = placeFromText(state().score().meter(), text);
            if (!place) return state().say(tr("“%1” is no bar.").arg(text));
            Q_EMIT state().seekRequested(*place);
            state().reveal(*place);
          });
}

void TimeRuler::changeTempo(Tick tick) {
  const double now = state().score().tempo().changeAt(tick).quartersPerMinute();
  askTempo(*this, placeOf(tick),
           tr("Tempo from bar %1").arg(positionText(state().score().meter(), tick)), now,
           [this, tick](double tempo) {
             state().document().push(tr("Tempo %1").arg(tempo),
                                     addTempo(state().score(), tick, tempo));
           });
}

void TimeRuler::openMenu(const Pointer& pressed, QPoint globalPosition) {
  QMenu menu(this);
  fillMarkerMenu(menu, pressed);
  menu.addSeparator();
  fillBarMenu(menu, pressed);
  menu.exec(globalPosition);
}

void TimeRuler::fillMarkerMenu(QMenu& menu, const Pointer& pressed) {
  if (const auto marker = markerAt(pressed.position)) {
    menu.addAction(tr("Rename the marker…"), this, [this, marker] { rename(*marker); });
    menu.addAction(tr("Delete the marker"), this, [this, marker] {
      state().document().push(tr("Delete marker"), removeMarker(*marker));
    });
    return;
  }
  const Tick tick = state().toGridDown(pressed.tick, pressed.ignoresSnap());
  menu.addAction(tr("Add a marker at bar %1…").arg(positionText(state().score().meter(), tick)),
                 this, [this, tick] { addMarkerAt(tick); });
}

void TimeRuler::fillBarMenu(QMenu& menu, const Pointer& pressed) {
  const MeterMap& meter = state().score().meter();
  const Tick tick = state().toGridDown(pressed.tick, pressed.ignoresSnap());
  const TickRange bar = meter.barAround(tick);
  const int number = meter.positionAt(tick).bar + 1;
  menu.addAction(tr("Time signature from bar %1…").arg(number), this,
                 [this, bar] { changeSignature(bar.begin); });
  const ScoreEdit without = removeTimeSignature(state().score(), bar.begin);
  if (!without.empty()) {
    menu.addAction(tr("Remove the time signature of bar %1").arg(number), this, [this, bar] {
      state().document().push(tr("Remove time signature"),
                              removeTimeSignature(state().score(), bar.begin));
    });
  }
  menu.addAction(tr("Tempo from bar %1…").arg(positionText(meter, tick)), this,
                 [this, tick] { changeTempo(tick); });
  menu.addSeparator();
  menu.addAction(tr("Mark bar %1").arg(number), this, [this, bar] { state().setTimeRange(bar); });
  if (state().timeRange()) {
    menu.addAction(tr("Unmark"), this, [this] { state().setTimeRange(std::nullopt); });
  }
}

}  // namespace cadenza::ui
