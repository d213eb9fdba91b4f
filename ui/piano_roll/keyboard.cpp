// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/keyboard.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/score/key.h"
#include "ui/controls/words.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr double blackKeyLength = 0.62;  // of a white one's

}  // namespace

Keyboard::Keyboard(RollState& state, WheelControl& wheel, QWidget* parent)
    : QWidget(parent), state_(state), wheel_(wheel) {
  setFixedWidth(width);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Piano keys"));
  setToolTip(tr("Click to hear a key, Shift-click to select its notes"));
  const auto repaint = qOverload<>(&QWidget::update);
  connect(&state_, &RollState::viewChanged, this, repaint);
  connect(&state_, &RollState::soundingChanged, this, repaint);
  connect(&state_, &RollState::heldKeysChanged, this, repaint);
  connect(&state_, &RollState::themeChanged, this, repaint);
  connect(&state_, &RollState::keyChanged, this, repaint);
  connect(&state_, &RollState::optionsChanged, this, repaint);
  connect(&state_, &RollState::expectationChanged, this, repaint);
}

void Keyboard::press(QPointF position) {
  const int pitch = state_.view().pitchAt(position.y());
  if (pressed_ == pitch) return;
  release();
  pressed_ = pitch;
  const double front = std::clamp(position.x() / width, 0.0, 1.0);
  Q_EMIT state_.keyPressed(pitch, 40 + static_cast<int>(std::lround(front * 70)));
  update();
}

void Keyboard::release() {
  if (!pressed_) return;
  Q_EMIT state_.keyReleased(*std::exchange(pressed_, std::nullopt));
  update();
}

void Keyboard::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (event->modifiers() & Qt::ShiftModifier) {
    selectPitch(state_.view().pitchAt(event->position().y()));
  }
  press(event->position());
}

void Keyboard::mouseMoveEvent(QMouseEvent* event) {
  if (pressed_) press(event->position());
  const int pitch = state_.view().pitchAt(event->position().y());
  QString text = tr("%1 · MIDI %2").arg(pitchText(pitch, state_.key())).arg(pitch);
  if (state_.expectation() && pitch >= lowestPianoPitch && pitch <= highestPianoPitch) {
    const auto key = static_cast<std::size_t>(pitch - lowestPianoPitch);
    text += tr(" · comes next with a chance of %1 %")
                .arg(decimalText(100.0 * state_.expectation()->keys[key], 1));
  }
  state_.hover(text);
}

void Keyboard::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) release();
}

void Keyboard::hideEvent(QHideEvent* event) {
  release();
  QWidget::hideEvent(event);
}

void Keyboard::changeEvent(QEvent* event) {
  if (event->type() == QEvent::ActivationChange && !isActiveWindow()) release();
  QWidget::changeEvent(event);
}

void Keyboard::wheelEvent(QWheelEvent* event) { wheel_.handle(*event, {0, event->position().y()}); }

void Keyboard::leaveEvent(QEvent* event) {
  state_.hover({});
  QWidget::leaveEvent(event);
}

void Keyboard::selectPitch(int pitch) {
  std::vector<Note> notes;
  for (const Note& note : state_.score().notes()) {
    if (note.pitch == pitch) notes.push_back(note);
  }
  state_.document().select(std::move(notes));
}

bool Keyboard::isLit(int pitch) const {
  const auto key = static_cast<std::size_t>(pitch);
  return pressed_ == pitch || state_.sounding().test(key) || state_.heldKeys().test(key);
}

QRectF Keyboard::rowOf(int pitch) const {
  const double top = std::round(state_.view().yOf(pitch));
  return {0, top, static_cast<double>(width), std::round(state_.view().yOf(pitch - 1)) - top};
}

// A white key reaches to the middle of the black rows beside it.
QRectF Keyboard::whiteKeyRect(int pitch) const {
  QRectF rect = rowOf(pitch);
  if (pitch < 127 && isBlackKey(pitch + 1)) rect.setTop(rowOf(pitch + 1).center().y());
  if (pitch > 0 && isBlackKey(pitch - 1)) rect.setBottom(rowOf(pitch - 1).center().y());
  return rect;
}

void Keyboard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), state_.theme().whiteKey);
  paintWhiteKeys(painter);
  paintBlackKeys(painter);
  paintKeyDots(painter);
  paintExpectation(painter);
  paintNames(painter);
  painter.fillRect(QRectF(width - 1, 0, 1, QWidget::height()), state_.theme().keyEdge);
}

void Keyboard::paintWhiteKeys(QPainter& painter) const {
  const RollTransform& view = state_.view();
  const int lowest = std::max(0, view.lowestVisiblePitch() - 1);
  const int highest = std::min(127, view.highestVisiblePitch() + 1);
  for (int pitch = lowest; pitch <= highest; ++pitch) {
    if (isBlackKey(pitch)) continue;
    const QRectF rect = whiteKeyRect(pitch);
    if (isLit(pitch)) painter.fillRect(rect, state_.theme().accent);
    painter.fillRect(QRectF(0, std::round(rect.bottom()) - 1, width, 1), state_.theme().keyEdge);
  }
}

void Keyboard::paintBlackKeys(QPainter& painter) const {
  const RollTransform& view = state_.view();
  const double length = std::round(width * blackKeyLength);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  for (int pitch = view.lowestVisiblePitch(); pitch <= view.highestVisiblePitch(); ++pitch) {
    if (!isBlackKey(pitch)) continue;
    const QRectF row = rowOf(pitch);
    const double inset = row.height() >= 10 ? 1 : 0;
    painter.setBrush(isLit(pitch) ? state_.theme().accent : state_.theme().blackKey);
    painter.drawRoundedRect(QRectF(-4, row.top() + inset, length + 4, row.height() - 2 * inset), 2,
                            2);
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
}

double Keyboard::expectedLength(int pitch) const {
  constexpr double smallestChance = 0.01;
  const int key = pitch - lowestPianoPitch;
  if (!state_.expectation() || key < 0 || key >= pianoKeyCount) return 0;
  const double chance = state_.expectation()->keys[static_cast<std::size_t>(key)];
  return chance < smallestChance ? 0 : std::max(2.0, std::min(1.0, chance) * (width - 8));
}

// Of each key that is likely to come next a bar at its front.
void Keyboard::paintExpectation(QPainter& painter) const {
  if (!state_.expectation()) return;
  for (int key = 0; key < pianoKeyCount; ++key) {
    const double length = expectedLength(key + lowestPianoPitch);
    if (length == 0) continue;
    const QRectF row = rowOf(key + lowestPianoPitch);
    const QRectF bar(width - 1 - length, row.top() + 1, length, row.height() - 2);
    painter.fillRect(bar.adjusted(-1, -1, 0, 1), state_.theme().panel);
    painter.fillRect(bar, state_.theme().candidate);
  }
}

// A dot on the keys that belong to the key, a larger one on its tonic.
void Keyboard::paintKeyDots(QPainter& painter) const {
  const RollTransform& view = state_.view();
  if (!state_.key() || view.rowHeight() < 6) return;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  for (int pitch = view.lowestVisiblePitch(); pitch <= view.highestVisiblePitch(); ++pitch) {
    if (!state_.key()->contains(pitch)) continue;
    const bool isTonic = pitch % 12 == state_.key()->tonic;
    const double radius = isTonic ? std::min(3.5, view.rowHeight() / 3) : 1.5;
    const bool isBlack = isBlackKey(pitch);
    painter.setBrush(isLit(pitch) ? state_.theme().onAccent
                     : isBlack    ? state_.theme().whiteKey
                                  : state_.theme().keyText);
    const QRectF row = isBlack ? rowOf(pitch) : whiteKeyRect(pitch);
    painter.drawEllipse(QPointF(10, row.center().y()), radius, radius);
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
}

void Keyboard::paintNames(QPainter& painter) const {
  const RollTransform& view = state_.view();
  const bool isRoomForEach = view.rowHeight() >= 16;
  const bool namesAll = state_.options().namesEveryRow && view.rowHeight() >= 9;
  if (view.rowHeight() * 12 < 24) return;
  QFont font = fontOfSize(metrics::smallText);
  if (view.rowHeight() < 12) font.setPixelSize(9);
  painter.setFont(font);
  for (int pitch = view.lowestVisiblePitch(); pitch <= view.highestVisiblePitch(); ++pitch) {
    const bool isC = pitch % 12 == 0;
    if (namesAll && isBlackKey(pitch)) {
      paintBlackName(painter, pitch);
      continue;
    }
    if (!isC && !namesAll && (!isRoomForEach || isBlackKey(pitch))) continue;
    QColor colour = isLit(pitch) ? state_.theme().onAccent : state_.theme().keyText;
    if (!isC && !namesAll) colour.setAlphaF(0.55F);
    if (expectedLength(pitch) > 12) colour = state_.theme().onCandidate;
    painter.setPen(colour);
    const QRectF key = whiteKeyRect(pitch);
    const QRectF place(0, rowOf(pitch).center().y() - 8, width - 6, 16);
    painter.drawText(isC ? place : place.translated(0, (key.center().y() - place.center().y()) / 2),
                     Qt::AlignRight | Qt::AlignVCenter, pitchText(pitch, state_.key()));
  }
}

void Keyboard::paintBlackName(QPainter& painter, int pitch) const {
  painter.setPen(isLit(pitch) ? state_.theme().onAccent : state_.theme().whiteKey);
  const QRectF place(0, rowOf(pitch).center().y() - 8, width * blackKeyLength - 6, 16);
  painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                   QString::fromStdString(pitchName(pitch)));
}

}  // namespace cadenza::ui
