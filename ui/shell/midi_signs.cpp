// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/midi_signs.h"

#include <QPainter>
#include <QPainterPath>
#include <chrono>

#include "core/play/velocity_curve.h"

namespace cadenza::ui {

using namespace std::chrono_literals;

ActivityLight::ActivityLight(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  setFixedSize(16, 16);
  setAccessibleName(tr("A note comes in"));
  off_.setSingleShot(true);
  off_.setInterval(180ms);
  connect(&off_, &QTimer::timeout, this, qOverload<>(&QWidget::update));
}

void ActivityLight::flash() {
  off_.start();
  update();
}

void ActivityLight::paintEvent(QPaintEvent*) {
  const Theme& theme = appearance_.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(isLit() ? theme.good : theme.controlEdge, 1.5));
  painter.setBrush(isLit() ? QBrush(theme.good) : QBrush(Qt::NoBrush));
  painter.drawEllipse(QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5));
}

CurvePicture::CurvePicture(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  setFixedSize(88, 88);
  setAccessibleName(tr("Picture of the touch"));
  setToolTip(tr("From left to right as you play, from bottom to top as it is taken"));
}

void CurvePicture::setCurve(double curve) {
  curve_ = curve;
  update();
}

void CurvePicture::paintEvent(QPaintEvent*) {
  const Theme& theme = appearance_.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  painter.setPen(theme.controlEdge);
  painter.setBrush(theme.field);
  painter.drawRoundedRect(frame, metrics::radius, metrics::radius);
  const QRectF plot = frame.adjusted(8, 8, -8, -8);
  painter.setPen(QPen(theme.separator, 1, Qt::DashLine));
  painter.drawLine(plot.bottomLeft(), plot.topRight());
  const auto point = [&](int velocity) {
    return QPointF(plot.left() + plot.width() * velocity / 127,
                   plot.bottom() - plot.height() * bentVelocity(velocity, curve_) / 127);
  };
  QPainterPath path(point(1));
  for (int velocity = 2; velocity < 128; ++velocity) path.lineTo(point(velocity));
  painter.setPen(QPen(theme.accent, 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(path);
}

}  // namespace cadenza::ui
