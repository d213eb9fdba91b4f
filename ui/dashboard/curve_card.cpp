// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/curve_card.h"

#include <QBuffer>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QMessageBox>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <span>

#include "core/base/safe_file.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/widgets.h"
#include "ui/dashboard/course_chart.h"
#include "ui/messages.h"

namespace cadenza::ui {

namespace {

constexpr QSize smallestPicture(960, 540);
constexpr double pictureScale = 2;
constexpr int headLetters = 7;  // the least that is seen of the chosen part
constexpr int widestHead = 184;

QToolButton* makeIconButton(const QString& name, const char* objectName) {
  auto* button = new QToolButton;
  button->setObjectName(QString::fromLatin1(objectName));
  button->setAccessibleName(name);
  button->setAutoRaise(true);
  button->setIconSize({metrics::iconSize, metrics::iconSize});
  button->setFixedSize(metrics::controlHeight + 2, metrics::controlHeight);
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

}  // namespace

CurveCard::CurveCard(const Appearance& appearance, QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  chart_ = new CourseChart(appearance);
  layout->addWidget(makeControls(appearance));
  layout->addWidget(chart_, 1);
  connect(chart_, &CourseChart::wholeChanged, this,
          [this](bool whole) { whole_->setEnabled(!whole); });
  showHeads();
}

QWidget* CurveCard::makeControls(const Appearance& appearance) {
  axis_ = new SegmentedControl({tr("Minutes"), tr("Epochs"), tr("Steps")}, appearance);
  axis_->setObjectName(QStringLiteral("curveAxis"));
  head_ = new QComboBox;
  head_->setObjectName(QStringLiteral("curveHead"));
  head_->setAccessibleName(tr("Part of the loss"));
  head_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  head_->setMinimumContentsLength(headLetters);
  head_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  head_->setMaximumWidth(widestHead);
  head_->setToolTip(tr("The loss as a whole, or what it is made of"));
  smoothed_ = new QCheckBox(tr("Smooth"));
  smoothed_->setObjectName(QStringLiteral("curveSmoothed"));
  smoothed_->setChecked(true);
  smoothed_->setToolTip(tr("Means over a stretch; the single losses lie faintly behind"));
  logarithmic_ = new QCheckBox(tr("Log"));
  logarithmic_->setObjectName(QStringLiteral("curveLogarithmic"));
  logarithmic_->setToolTip(tr("Losses on a logarithmic axis"));
  whole_ = makeIconButton(tr("Show the whole curve"), "curveWhole");
  whole_->setToolTip(
      tr("Show the whole curve again (0 or double click).\nTo see a part of it, draw a frame or "
         "turn the wheel, with Ctrl for the losses; the middle button drags it along."));
  whole_->setEnabled(false);
  setThemedIcon(whole_, QStringLiteral("zoom-all"), appearance);
  export_ = makeExport();
  setThemedIcon(export_, QStringLiteral("export"), appearance);

  auto* controls = new QWidget;
  auto* row = new QHBoxLayout(controls);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  row->addWidget(axis_);
  row->addWidget(head_);
  row->addWidget(smoothed_);
  row->addWidget(logarithmic_);
  row->addStretch();
  row->addWidget(whole_);
  row->addWidget(export_);
  connect(axis_, &SegmentedControl::currentChanged, this, &CurveCard::takeLook);
  connect(head_, &QComboBox::currentIndexChanged, this, &CurveCard::takeLook);
  connect(smoothed_, &QCheckBox::toggled, this, &CurveCard::takeLook);
  connect(logarithmic_, &QCheckBox::toggled, this, &CurveCard::takeLook);
  connect(whole_, &QToolButton::clicked, chart_, &CourseChart::showWhole);
  return controls;
}

QToolButton* CurveCard::makeExport() {
  auto* button = makeIconButton(tr("Export the curve"), "curveExport");
  button->setToolTip(tr("Write the curve into a file: a picture or a table"));
  auto* menu = new QMenu(button);
  connect(menu->addAction(tr("Picture (PNG)…")), &QAction::triggered, this, [this] {
    ask(tr("Picture of the curve"), tr("Pictures"), QStringLiteral("png"), &CurveCard::savePicture);
  });
  connect(menu->addAction(tr("Table (CSV)…")), &QAction::triggered, this, [this] {
    ask(tr("Table of the course"), tr("Tables"), QStringLiteral("csv"), &CurveCard::saveTable);
  });
  connect(button, &QToolButton::clicked, menu,
          [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
  return button;
}

void CurveCard::setCourse(const TrainingCourse* course, const Recipe& recipe, const QString& name) {
  name_ = name;
  export_->setEnabled(course != nullptr);
  chart_->setCourse(course, recipe);
  showHeads();
}

void CurveCard::showHeads() {
  const QSignalBlocker quiet(head_);
  head_->clear();
  const HeadNames names = headNames(chart_->recipe());
  const auto parts = std::count_if(names.begin(), names.end(),
                                   [](std::string_view name) { return !name.empty(); });
  const auto add = [this](int head) { head_->addItem(headTitle(chart_->recipe(), head), head); };
  add(totalLoss);
  for (int head = 0; parts > 1 && head < parts; ++head) add(head);
  if (parts > 1) add(everyHead);
  head_->setEnabled(parts > 1);
  head_->setCurrentIndex(std::max(0, head_->findData(chart_->look().head)));
  takeLook();
}

void CurveCard::takeLook() {
  chart_->setLook({static_cast<CourseAxis>(axis_->current()), head_->currentData().toInt(),
                   smoothed_->isChecked(), logarithmic_->isChecked()});
}

void CurveCard::ask(const QString& title, const QString& kind, const QString& suffix,
                    Result<void> (CurveCard::*save)(const std::filesystem::path&)) {
  auto* dialog = new QFileDialog(this, title);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilter(QStringLiteral("%1 (*.%2)").arg(kind, suffix));
  dialog->setDefaultSuffix(suffix);
  dialog->selectFile(name_ + QChar(u'.') + suffix);
  connect(dialog, &QFileDialog::fileSelected, this, [this, save](const QString& file) {
    if (const auto saved = (this->*save)(file.toStdString()); !saved) tell(saved.error());
  });
  dialog->open();
}

void CurveCard::tell(const Error& error) {
  auto* failure =
      new QMessageBox(QMessageBox::Warning, tr("Cadenza"), userText(error), QMessageBox::Ok, this);
  failure->setAttribute(Qt::WA_DeleteOnClose);
  failure->open();
}

Result<void> CurveCard::savePicture(const std::filesystem::path& path) {
  const QPixmap picture = chart_->picture(chart_->size().expandedTo(smallestPicture), pictureScale);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  if (!picture.save(&buffer, "PNG")) {
    return Error{ErrorCode::OutOfMemory, "The picture could not be made."};
  }
  return writeFile(
      path, std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

Result<void> CurveCard::saveTable(const std::filesystem::path& path) {
  const TrainingCourse* course = chart_->course();
  return writeFile(path, courseTable(course ? *course : TrainingCourse(), chart_->recipe()));
}

}  // namespace cadenza::ui
