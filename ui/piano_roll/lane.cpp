// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/lane.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/piano_roll/keyboard.h"

namespace cadenza::ui {
namespace {

constexpr int gripHeight = 6;
constexpr int foldSize = 20;

// The upper edge of a lane: dragging it up makes the lane higher.
class LaneGrip : public QWidget {
 public:
  LaneGrip(RollState& state, LaneKind kind, QWidget* lane)
      : QWidget(lane), state_(state), kind_(kind) {
    setCursor(Qt::SplitVCursor);
    setObjectName(QStringLiteral("laneGrip"));
  }

 protected:
  void mousePressEvent(QMouseEvent* event) override {
    if (event->button() != Qt::LeftButton) return;
    pressedY_ = event->globalPosition().y();
    before_ = state_.lanes()[kind_].height;
  }
  void mouseMoveEvent(QMouseEvent* event) override {
    if (!(event->buttons() & Qt::LeftButton)) return;
    const double higher = pressedY_ - event->globalPosition().y();
    state_.changeLanes([&](LaneViews& views) {
      views[kind_].height =
          std::clamp(before_ + static_cast<int>(higher), LaneView::least, LaneView::most);
    });
  }

 private:
  RollState& state_;
  LaneKind kind_;
  double pressedY_ = 0;
  int before_ = 0;
};

}  // namespace

double LaneScale::valueAt(double y) const {
  return std::clamp(low + (bottom - y) / (bottom - top) * (high - low), low, high);
}

Lane::Lane(LaneKind kind, const QString& name, RollState& state, WheelControl& wheel,
           QWidget* parent)
    : TimeStrip(state, wheel, parent),
      kind_(kind),
      name_(name),
      fold_(new QToolButton(this)),
      grip_(new LaneGrip(state, kind, this)) {
  setAccessibleName(tr("%1 lane").arg(name));
  fold_->setAutoRaise(true);
  fold_->setCheckable(true);
  fold_->setFocusPolicy(Qt::NoFocus);
  fold_->setObjectName(QStringLiteral("foldLane"));
  fold_->setAccessibleName(tr("Fold the lane: %1").arg(name));
  fold_->setIconSize({16, 16});
  fold_->setStyleSheet(QStringLiteral(
      "QToolButton { padding: 0; margin: 0; border: none; min-width: 0; min-height: 0; }"));
  connect(fold_, &QToolButton::clicked, this, &Lane::setFolded);
  connect(&state, &RollState::lanesChanged, this, &Lane::takeView);
  connect(&state, &RollState::themeChanged, this, &Lane::takeView);
  connect(&state, &RollState::candidateChanged, this, qOverload<>(&QWidget::update));
  takeView();
}

void Lane::setFolded(bool folded) {
  state().changeLanes([&](LaneViews& views) { views[kind_].isFolded = folded; });
}

void Lane::takeView() {
  const LaneView& view = state().lanes()[kind_];
  const int wanted = view.isFolded ? foldedHeight : view.height;
  setMaximumHeight(wanted);
  setMinimumHeight(std::min(wanted, leastHeight));
  resize(width(), wanted);  // at once, and as the layout has room
  if (parentWidget()) setVisible(view.isShown);
  grip_->setVisible(!view.isFolded);
  fold_->setChecked(view.isFolded);
  fold_->setToolTip(view.isFolded ? tr("Show the lane: %1").arg(name_)
                                  : tr("Fold the lane: %1").arg(name_));
  fold_->setIcon(
      icon(view.isFolded ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"),
           state().theme().quietText));
  update();
}

void Lane::resizeEvent(QResizeEvent*) {
  fold_->setGeometry(2, gap, foldSize, foldSize);
  grip_->setGeometry(0, 0, width(), gripHeight);
  grip_->raise();
}

void Lane::paintEvent(QPaintEvent* event) {
  TimeStrip::paintEvent(event);
  QPainter painter(this);
  painter.setPen(state().theme().quietText);
  painter.setFont(fontOfSize(metrics::smallText));
  painter.drawText(QRectF(foldSize + 2, gap, Keyboard::width - foldSize - 4, foldSize),
                   Qt::AlignLeft | Qt::AlignVCenter, name_);
}

void Lane::paintStrip(QPainter& painter, const QRectF& area) {
  const QRectF ground = area.adjusted(0, gap, 0, 0);
  painter.fillRect(ground, state().theme().rollBlackRow);
  if (!isOpen()) return;
  painter.setClipRect(ground);
  paintGridLines(painter, ground);
  paintValues(painter, ground);
  paintPlayheadLine(painter, ground);
}

void paintBubble(QPainter& painter, const Theme& theme, const QRectF& area, QPointF at,
                 const QString& text) {
  const QFont font = fontOfSize(metrics::smallText);
  QRectF card(QPointF(), QSizeF(QFontMetricsF(font).horizontalAdvance(text) + 12, 20));
  card.moveBottomLeft(at + QPointF(10, -6));
  if (card.right() > area.right()) card.moveRight(at.x() - 10);
  card.moveTop(
      std::clamp(card.top(), area.top() + 2, std::max(area.top() + 2, area.bottom() - 22)));
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.controlEdge, 1));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  painter.setPen(theme.text);
  painter.setFont(font);
  painter.drawText(card, Qt::AlignCenter, text);
  painter.restore();
}

}  // namespace cadenza::ui
