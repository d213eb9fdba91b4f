// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/segmented_control.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace cadenza::ui {

namespace {

constexpr float edgeOpacity = 0.4f;
constexpr double badgeInset = 6;  // from the right and the top
constexpr double badgeRadius = 3;

}  // namespace

class SegmentedControl::Segment : public QAbstractButton {
 public:
  Segment(const QString& text, const Appearance& appearance) : appearance_(appearance) {
    setText(text);
    setCheckable(true);
    setAutoExclusive(true);  // one of several, to a screen reader
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(metrics::controlHeight - 4);
  }

  void setBadge(const QString& text) {
    if (text == badge_) return;
    badge_ = text;
    setToolTip(text);
    setAccessibleDescription(text);
    update();
  }

  [[nodiscard]] QSize sizeHint() const override {
    return {fontMetrics().horizontalAdvance(text()) + 24, metrics::controlHeight - 4};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme& theme = appearance_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF face = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isChecked()) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(isEnabled() ? theme.accent : theme.control);
      painter.drawRoundedRect(face, metrics::radius - 1, metrics::radius - 1);
    } else if (underMouse() && isEnabled()) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme.controlHover);
      painter.drawRoundedRect(face, metrics::radius - 1, metrics::radius - 1);
    }
    if (hasFocus()) {
      painter.setPen(QPen(isChecked() ? theme.onAccent : theme.accent, 1.5));
      painter.setBrush(Qt::NoBrush);
      painter.drawRoundedRect(face.adjusted(2, 2, -2, -2), metrics::radius - 2,
                              metrics::radius - 2);
    }
    painter.setPen(!isEnabled() ? theme.disabledText : isChecked() ? theme.onAccent : theme.text);
    painter.drawText(rect(), Qt::AlignCenter, text());
    if (badge_.isEmpty()) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? theme.onAccent : theme.training);
    painter.drawEllipse(QPointF(width() - badgeInset, badgeInset), badgeRadius, badgeRadius);
  }

 private:
  const Appearance& appearance_;
  QString badge_;
};

SegmentedControl::SegmentedControl(const QStringList& choices, const Appearance& appearance,
                                   QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  setFixedHeight(metrics::controlHeight);
  setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(2, 2, 2, 2);
  layout->setSpacing(2);
  auto* group = new QButtonGroup(this);
  group->setExclusive(true);
  for (const QString& choice : choices) {
    auto* segment = new Segment(choice, appearance);
    group->addButton(segment, static_cast<int>(segments_.size()));
    segments_.push_back(segment);
    layout->addWidget(segment);
  }
  if (!segments_.empty()) segments_.front()->setChecked(true);
  connect(group, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
    if (checked) Q_EMIT currentChanged(id);
  });
  connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
}

int SegmentedControl::current() const {
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    if (segments_[i]->isChecked()) return static_cast<int>(i);
  }
  return -1;
}

void SegmentedControl::setCurrent(int index) {
  segments_.at(static_cast<std::size_t>(index))->setChecked(true);
}

void SegmentedControl::setBadge(int index, const QString& text) {
  segments_.at(static_cast<std::size_t>(index))->setBadge(text);
}

QAbstractButton* SegmentedControl::segment(int index) const {
  return segments_.at(static_cast<std::size_t>(index));
}

void SegmentedControl::paintEvent(QPaintEvent*) {
  const Theme& theme = appearance_.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor edge = theme.controlEdge;
  edge.setAlphaF(edgeOpacity);
  painter.setPen(QPen(edge, 1));
  painter.setBrush(theme.field);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius,
                          metrics::radius);
}

}  // namespace cadenza::ui
