// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/wheel_control.h"

#include <QCoreApplication>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "core/score/edits.h"
#include "ui/piano_roll/hit_test.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double zoomPerNotch = 1.2;
constexpr double pixelsPerNotch = 60;
constexpr int velocityPerNotch = 3;
constexpr double unitsPerNotch = 120;
constexpr int restMs = 500;

}  // namespace

WheelControl::WheelControl(RollState& state) : state_(state) {
  rest_.setSingleShot(true);
  rest_.setInterval(restMs);
  QObject::connect(&rest_, &QTimer::timeout, &rest_, [this] { ++run_; });
}

void WheelControl::handle(QWheelEvent& event, QPointF position) {
  const Qt::KeyboardModifiers keys = event.modifiers();
  // With Alt or Shift some systems hand over the turn as a sideways one.
  const QPoint turned = event.angleDelta();
  const double notches = (turned.y() != 0 ? turned.y() : turned.x()) / unitsPerNotch;
  event.accept();
  if (keys & Qt::ControlModifier) {
    const double factor = std::pow(zoomPerNotch, notches);
    state_.changeView([&](RollTransform& view) {
      if (keys & Qt::ShiftModifier) {
        view.zoomPitch(factor, position.y());
      } else {
        view.zoomTime(factor, position.x());
      }
    });
    return;
  }
  if ((keys & Qt::AltModifier) && changeVelocity(notches, position)) return;
  scroll(event, keys & Qt::ShiftModifier);
}

void WheelControl::scroll(const QWheelEvent& event, bool sideways) {
  QPointF distance = event.pixelDelta().isNull()
                         ? QPointF(event.angleDelta()) * (pixelsPerNotch / unitsPerNotch)
                         : QPointF(event.pixelDelta());
  if (state_.options().reversesWheel) distance = -distance;
  if (sideways && distance.x() == 0) distance = {distance.y(), 0};
  state_.changeView([&](RollTransform& view) { view.scrollByPixels(-distance); });
}

bool WheelControl::changeVelocity(double notches, QPointF position) {
  const auto hit = hitNote(state_.score(), state_.view(), position);
  if (!hit || !state_.document().isSelected(hit->note)) return false;
  velocityLeft_ += notches * velocityPerNotch;
  const int delta = static_cast<int>(velocityLeft_);
  velocityLeft_ -= delta;
  rest_.start();
  if (delta == 0) return true;
  const std::vector<Note> notes = state_.document().selection();
  state_.document().pushInRun(
      run_, stepName(QCoreApplication::translate("PianoRoll", "Change velocity of"), notes.size()),
      changeVelocities(notes, delta));
  const int velocity = std::clamp(hit->note.velocity + delta, 1, 127);
  Q_EMIT state_.auditionRequested(hit->note.pitch, velocity);
  return true;
}

}  // namespace cadenza::ui
