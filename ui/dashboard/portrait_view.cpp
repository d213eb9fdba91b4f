// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/portrait_view.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <cmath>

#include "ui/controls/widgets.h"
#include "ui/dashboard/histogram_pair.h"

namespace cadenza::ui {

namespace {

// A sample of how one of the two is drawn.
class Swatch : public QWidget {
 public:
  Swatch(bool written, const Appearance& appearance) : written_(written), appearance_(appearance) {
    setFixedSize(16, 12);
    connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = appearance_.theme();
    const QRectF face = QRectF(rect()).adjusted(1, 1, -1, -1);
    QColor fill = written_ ? theme.candidate : theme.quietText;
    fill.setAlphaF(written_ ? 0.35f : 0.42f);
    painter.fillRect(face, QBrush(fill, written_ ? Qt::BDiagPattern : Qt::SolidPattern));
    if (!written_) return;
    QPen pen(theme.candidate, 1.5);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.drawRect(face);
  }

 private:
  bool written_;
  const Appearance& appearance_;
};

}  // namespace

PortraitView::PortraitView(const Appearance& appearance, QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  auto* head = makeLegend(appearance);
  title_ = makeLabel({}, "small");
  title_->setObjectName(QStringLiteral("portraitTitle"));
  auto* newest = makeButton(tr("Newest"), "quiet");
  newest->setToolTip(tr("Show what it writes now"));
  connect(newest, &QPushButton::clicked, this, &PortraitView::newestRequested);
  newest_ = newest;
  head->addWidget(title_);
  head->addWidget(newest_);

  auto* charts = new QWidget;
  auto* column = new QVBoxLayout(charts);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addLayout(head);
  pitch_ = new HistogramPair(tr("Pitch"), HistogramKind::Pitch, appearance);
  step_ = new HistogramPair(tr("Step"), HistogramKind::Seconds, appearance);
  duration_ = new HistogramPair(tr("Duration"), HistogramKind::Seconds, appearance);
  for (HistogramPair* pair : {pitch_, step_, duration_}) column->addWidget(pair, 1);
  repeats_ = makeLabel({}, "small");
  repeats_->setToolTip(tr("Groups of four notes that were there before"));
  column->addWidget(repeats_);

  auto* empty = new QWidget;
  auto* middle = new QVBoxLayout(empty);
  nothing_ = makeParagraph({}, "quiet");
  nothing_->setAlignment(Qt::AlignCenter);
  middle->addWidget(nothing_);

  auto* area = new QWidget;
  pages_ = new QStackedLayout(area);
  pages_->setContentsMargins(0, 0, 0, 0);
  pages_->addWidget(empty);
  pages_->addWidget(charts);
  layout->addWidget(area, 1);
  setEvaluation(nullptr, true);
}

QHBoxLayout* PortraitView::makeLegend(const Appearance& appearance) {
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  row->addWidget(new Swatch(false, appearance));
  row->addWidget(makeLabel(tr("your music"), "small"));
  row->addSpacing(4);
  row->addWidget(new Swatch(true, appearance));
  row->addWidget(makeLabel(tr("its music"), "small"));
  row->addStretch();
  return row;
}

void PortraitView::setEvaluation(const TrainingEvaluation* evaluation, bool newest) {
  newest_->setVisible(evaluation && !newest);
  if (!evaluation || !evaluation->portrait) {
    title_->setText(QString());
    nothing_->setText(evaluation ? tr("It could not compose at this validation.")
                                 : tr("At each validation it composes a little. How its notes are "
                                      "spread is then shown over those of your music."));
    pages_->setCurrentIndex(0);
    return;
  }
  const QLocale locale;
  const SelfPortrait& portrait = *evaluation->portrait;
  title_->setText((newest ? tr("now, step %1") : tr("step %1"))
                      .arg(locale.toString(static_cast<qlonglong>(evaluation->point.step))));
  pitch_->setHistograms(portrait.data.pitch, portrait.written.pitch, portrait.distances.pitch);
  step_->setHistograms(portrait.data.step, portrait.written.step, portrait.distances.step);
  duration_->setHistograms(portrait.data.duration, portrait.written.duration,
                           portrait.distances.duration);
  const auto percent = [&](double share) { return locale.toString(std::lround(100 * share)); };
  repeats_->setText(
      tr("It repeats itself: %1 %, your music %2 %")
          .arg(percent(portrait.repeatedGroups), percent(portrait.repeatedGroupsOfData)));
  pages_->setCurrentIndex(1);
}

}  // namespace cadenza::ui
