// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/loss_chart.h"

#include <qcustomplot.h>

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

constexpr double shortestAxisMinutes = 1.0;
constexpr double narrowestAxisNats = 1.0;
// The first seconds of a training tower over all that follows; they are cut off above this share
// of the values.
constexpr double shownShare = 0.98;
// Points nearer to each other than this share of the axis can't be told apart and are left out.
constexpr double finestStep = 1.0 / 2000;

std::vector<double> valuesOf(const QCPGraph& graph) {
  std::vector<double> values;
  for (const QCPGraphData& point : *graph.data()) values.push_back(point.value);
  return values;
}

}  // namespace

LossChart::LossChart(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance), plot_(new QCustomPlot(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  setMinimumHeight(180);
  plot_->setFocusPolicy(Qt::NoFocus);
  training_ = plot_->addGraph();
  training_->setName(tr("Training"));
  validation_ = plot_->addGraph();
  validation_->setName(tr("Validation"));
  plot_->legend->setVisible(true);
  plot_->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
  plot_->axisRect()->setMinimumMargins(QMargins(0, 8, 8, 0));
  plot_->setPlottingHint(QCP::phFastPolylines);
  connect(&appearance_, &Appearance::themeChanged, this, &LossChart::dress);
  clear();
  dress();
}

void LossChart::clear() {
  training_->data()->clear();
  validation_->data()->clear();
  fitAxes();
}

void LossChart::setCurve(const std::vector<CurvePoint>& curve) {
  training_->data()->clear();
  validation_->data()->clear();
  for (const CurvePoint& point : curve) {
    if (std::isfinite(point.train)) training_->addData(point.minutes, point.train);
    if (std::isfinite(point.validation)) validation_->addData(point.minutes, point.validation);
  }
  fitAxes();
}

void LossChart::addTraining(double minutes, double nats) {
  if (!std::isfinite(nats)) return;
  if (trainingPoints() > 0) {
    const double previous = (training_->data()->constEnd() - 1)->key;
    if (minutes - previous < plot_->xAxis->range().size() * finestStep) return;
  }
  training_->addData(minutes, nats);
  fitAxes();
}

void LossChart::addValidation(double minutes, double nats) {
  if (!std::isfinite(nats)) return;
  validation_->addData(minutes, nats);
  fitAxes();
}

int LossChart::trainingPoints() const { return training_->dataCount(); }

int LossChart::validationPoints() const { return validation_->dataCount(); }

void LossChart::fitAxes() {
  double minutes = shortestAxisMinutes;
  for (const QCPGraph* graph : {training_, validation_}) {
    if (graph->dataCount() > 0) minutes = std::max(minutes, (graph->data()->constEnd() - 1)->key);
  }
  plot_->xAxis->setRange(0, minutes * 1.02);

  std::vector<double> values = valuesOf(*training_);
  for (const double value : valuesOf(*validation_)) values.push_back(value);
  if (values.empty()) {
    plot_->yAxis->setRange(0, 20);
  } else {
    std::sort(values.begin(), values.end());
    const double low = values.front();
    const auto last = static_cast<std::size_t>(shownShare * static_cast<double>(values.size() - 1));
    const double high = std::max(values[last], low + narrowestAxisNats);
    const double margin = 0.06 * (high - low);
    plot_->yAxis->setRange(low - margin, high + margin);
  }
  describe();
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void LossChart::describe() {
  QString text = tr("Loss curve.");
  if (trainingPoints() > 0) {
    text +=
        tr(" Training %1 nats a note.").arg(lossText((training_->data()->constEnd() - 1)->value));
  }
  if (validationPoints() > 0) {
    text += tr(" Validation %1 nats a note.")
                .arg(lossText((validation_->data()->constEnd() - 1)->value));
  }
  setAccessibleName(text);
}

void LossChart::dress() {
  const Theme& theme = appearance_.theme();
  const QFont small = fontOfSize(metrics::smallText);
  plot_->setBackground(QBrush(theme.panel));
  training_->setPen(QPen(theme.training, 1.5));
  validation_->setPen(QPen(theme.validation, 2, Qt::DashLine));
  validation_->setScatterStyle(
      QCPScatterStyle(QCPScatterStyle::ssDisc, theme.validation, theme.validation, 6));
  plot_->xAxis->setLabel(tr("minutes"));
  plot_->yAxis->setLabel(tr("nats a note"));
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setBasePen(QPen(theme.gridBar, 1));
    axis->setTickPen(QPen(theme.gridBar, 1));
    axis->setSubTickPen(Qt::NoPen);
    axis->setTickLengthIn(0);
    axis->setTickLengthOut(4);
    axis->setTickLabelFont(small);
    axis->setTickLabelColor(theme.quietText);
    axis->setLabelFont(small);
    axis->setLabelColor(theme.quietText);
    axis->grid()->setPen(QPen(theme.grid, 1));
    axis->grid()->setZeroLinePen(Qt::NoPen);
  }
  plot_->xAxis->grid()->setVisible(false);
  plot_->legend->setBrush(Qt::NoBrush);
  plot_->legend->setBorderPen(Qt::NoPen);
  plot_->legend->setFont(small);
  plot_->legend->setTextColor(theme.quietText);
  plot_->legend->setIconSize(28, 12);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace cadenza::ui
