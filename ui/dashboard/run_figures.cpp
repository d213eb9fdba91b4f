// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/run_figures.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <cmath>
#include <vector>

#include "ui/controls/figure.h"
#include "ui/controls/words.h"
#include "ui/dashboard/sparkline.h"
#include "ui/dashboard/time_left.h"

namespace cadenza::ui {

namespace {

constexpr std::size_t recentPoints = 64;

QString dash() { return QStringLiteral("–"); }

std::vector<double> valuesOf(const TrainingCourse& course, double CoursePoint::*value) {
  std::vector<double> values;
  values.reserve(course.points().size());
  for (const CoursePoint& point : course.points()) values.push_back(point.*value);
  return values;
}

// 0.00042 is "4.2e-4".
QString smallText(double value) {
  if (!std::isfinite(value)) return dash();
  return value != 0 && std::abs(value) < 0.01
             ? QString::number(value, 'e', 1).replace(QLatin1String("e-0"), QLatin1String("e-"))
             : QLocale().toString(value, 'f', 3);
}

QString deviceText(const std::string& device, std::uint64_t memory) {
  const QString name = QString::fromStdString(device);
  if (memory == 0) return name.isEmpty() ? dash() : name;
  const QString bytes = QLocale().formattedDataSize(static_cast<qint64>(memory), 0,
                                                    QLocale::DataSizeTraditionalFormat);
  // The threads stand in the tooltip.
  const QString kind = name.section(QChar(u','), 0, 0);
  return name.isEmpty() ? bytes : RunFigures::tr("%1, %2").arg(kind, bytes);
}

}  // namespace

QString timeLeftText(const TrainingRun& run, const TrainingProgress& latest) {
  const TrainingOptions& options = run.plan.options;
  if (options.minutes && !options.epochs) return durationText(latest.secondsLeft);
  const auto points = run.course.points();
  std::vector<double> rates;
  for (const CoursePoint& point : points.last(std::min(recentPoints, points.size()))) {
    rates.push_back(point.notesPerSecond);
  }
  return timeLeftText(estimateTimeLeft(latest.secondsLeft, rates));
}

RunFigures::RunFigures(const Appearance& appearance, QWidget* parent) : QWidget(parent) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  training_ = add(tr("Training loss"));
  validation_ = add(tr("Best validation"), "bestValidation");
  epochs_ = add(tr("Epochs"));
  spent_ = add(tr("Time spent"));
  left_ = add(tr("Time left"), "timeLeft");
  rate_ = addTrend(tr("Notes a second"), appearance);
  learningRate_ = addTrend(tr("Learning rate"), appearance);
  gradient_ = addTrend(tr("Gradient norm"), appearance);
  device_ = add(tr("Device"), "deviceAndMemory");
  layout->setStretchFactor(device_, 4);
}

Figure* RunFigures::add(const QString& name, const char* objectName) {
  auto* figure = new Figure(name);
  if (objectName) figure->setObjectName(QString::fromLatin1(objectName));
  static_cast<QHBoxLayout*>(layout())->addWidget(figure, 3);
  return figure;
}

RunFigures::Trend RunFigures::addTrend(const QString& name, const Appearance& appearance) {
  auto* place = new QGridLayout;
  place->setColumnStretch(0, 1);
  auto* figure = new Figure(name);
  auto* line = new Sparkline(appearance);
  place->addWidget(figure, 0, 0, 1, 2);  // the name has the room above the line, too
  place->addWidget(line, 0, 1, Qt::AlignBottom);
  static_cast<QHBoxLayout*>(layout())->addLayout(place, 4);
  return {figure, line};
}

void RunFigures::setRun(const TrainingRun& run, const std::optional<TrainingProgress>& latest) {
  const QLocale locale;
  const auto points = run.course.points();
  validation_->setValue(lossText(run.bestLoss));
  spent_->setValue(durationText(run.minutes * 60));
  device_->setValue(deviceText(run.device, latest ? latest->memory : 0));
  device_->setToolTip(QString::fromStdString(run.device));
  left_->setValue(latest && isOpen(run.state) ? timeLeftText(run, *latest) : dash());
  if (points.empty()) {
    for (Figure* figure : {training_, epochs_}) figure->setValue(dash());
  } else {
    training_->setValue(lossText(latest ? latest->train.total() : points.back().train.total()));
    epochs_->setValue(locale.toString(points.back().epoch, 'f', 2));
  }
  showTrends(run.course);
}

void RunFigures::showTrends(const TrainingCourse& course) {
  const auto points = course.points();
  const auto show = [&](const Trend& trend, double CoursePoint::*value, auto words) {
    trend.figure->setValue(points.empty() ? dash() : words(points.back().*value));
    trend.line->setValues(valuesOf(course, value));
  };
  show(rate_, &CoursePoint::notesPerSecond, [](double rate) {
    return std::isfinite(rate) ? countText(static_cast<std::size_t>(std::llround(rate))) : dash();
  });
  show(learningRate_, &CoursePoint::learningRate, smallText);
  show(gradient_, &CoursePoint::gradientNorm, smallText);
}

void RunFigures::clear() {
  for (Figure* figure : {training_, validation_, epochs_, spent_, left_, device_}) {
    figure->setValue(dash());
  }
  showTrends({});
}

}  // namespace cadenza::ui
