// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/candidate_strip.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/controls/words.h"

namespace cadenza::ui {
namespace {

constexpr int columns = 4;
constexpr int chipHeight = 48;
constexpr double inset = 4;
constexpr double numberHeight = 16;

}  // namespace

class CandidateStrip::Chip : public QAbstractButton {
 public:
  Chip(int number, const Appearance& appearance, QWidget* parent)
      : QAbstractButton(parent), number_(number), appearance_(appearance) {
    setObjectName(QStringLiteral("candidate%1").arg(number));
    setAccessibleName(CandidateStrip::tr("Candidate %1").arg(number));
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedHeight(chipHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&appearance, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
  }

  void show(const Candidate& candidate, bool isCurrent) {
    const auto& notes = candidate.composition.material.notes;
    const bool isFinished = candidate.take > 0;
    const bool isSame = notes.size() == notes_.size() && isFinished == isFinished_ &&
                        isCurrent == isChecked() && range_ == candidate.composition.range;
    if (isSame) return;
    notes_ = notes;
    range_ = candidate.composition.range;
    isFinished_ = isFinished;
    setChecked(isCurrent);
    const QString count = countText(notes_.size(), CandidateStrip::tr("note"));
    const QString state = isFinished ? count : CandidateStrip::tr("%1 so far").arg(count);
    setAccessibleDescription(isCurrent ? CandidateStrip::tr("%1, shown in the roll").arg(state)
                                       : state);
    setToolTip(CandidateStrip::tr("Candidate %1: %2").arg(number_).arg(state));
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme& theme = appearance_.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = isChecked() ? 2 : 1;
    const QRectF frame = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    const bool isTouched = underMouse() || hasFocus();
    QPen rim(isChecked() || isTouched ? theme.candidate : theme.controlEdge, line);
    if (!isFinished_) rim.setDashPattern({4 / line, 3 / line});
    painter.setPen(rim);
    painter.setBrush(theme.roll);
    painter.drawRoundedRect(frame, metrics::radius, metrics::radius);
    paintNotes(painter, theme);
    painter.setPen(isChecked() ? theme.text : theme.quietText);
    QFont font = fontOfSize(metrics::smallText);
    font.setBold(isChecked());
    painter.setFont(font);
    painter.drawText(QRectF(inset + 3, 2, width(), numberHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     QString::number(number_));
    if (isChecked()) {
      painter.fillRect(QRectF(8, height() - 5, width() - 16, 3), theme.candidate);
    }
    if (!hasFocus()) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 1));
    painter.drawRoundedRect(frame.adjusted(2.5, 2.5, -2.5, -2.5), 3, 3);
  }

 private:
  void paintNotes(QPainter& painter, const Theme& theme) const {
    if (notes_.empty() || range_.length() <= 0) return;
    const QRectF area = QRectF(rect()).adjusted(inset + 1, numberHeight, -inset - 1, -8);
    const auto [low, high] = std::ranges::minmax(notes_, {}, &Note::pitch);
    const int span = std::max(12, high.pitch - low.pitch + 1);
    const double row = area.height() / span;
    const double perTick = area.width() / range_.length();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.candidate);
    for (const Note& note : notes_) {
      const double left = area.left() + (note.onset - range_.begin) * perTick;
      const double width = std::max(1.5, note.duration * perTick - 0.5);
      const double top = area.bottom() - (note.pitch - low.pitch + 1) * row;
      painter.drawRect(QRectF(left, top, std::min(width, area.right() - left), std::max(1.5, row)));
    }
  }

  int number_;
  const Appearance& appearance_;
  std::vector<Note> notes_;
  TickRange range_;
  bool isFinished_ = false;
};

CandidateStrip::CandidateStrip(ComposeSession& session, const Appearance& appearance,
                               QWidget* parent)
    : QWidget(parent), session_(session), appearance_(appearance) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(8);
  for (int i = 0; i < ComposeSettings::mostVariations; ++i) {
    auto* chip = new Chip(i + 1, appearance_, this);
    grid->addWidget(chip, i / columns, i % columns);
    connect(chip, &QAbstractButton::clicked, this, [this, i] {
      session_.setCurrent(i);
      renew();
    });
    chips_.push_back(chip);
  }
  for (int column = 0; column < columns; ++column) grid->setColumnStretch(column, 1);
  connect(&session_, &ComposeSession::candidatesChanged, this, &CandidateStrip::renew);
  renew();
}

void CandidateStrip::renew() {
  const auto& candidates = session_.candidates();
  for (std::size_t i = 0; i < chips_.size(); ++i) {
    chips_[i]->setVisible(i < candidates.size());
    if (i < candidates.size()) {
      chips_[i]->show(candidates[i], static_cast<int>(i) == session_.current());
    }
  }
}

}  // namespace cadenza::ui
