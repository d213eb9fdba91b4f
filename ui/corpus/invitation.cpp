// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/invitation.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controls/widgets.h"

namespace cadenza::ui {

Invitation::Invitation(const Appearance& appearance, QWidget* parent)
    : QWidget(parent), appearance_(appearance) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 24, 24, 24);
  layout->setSpacing(8);
  failure_ = makeParagraph({}, "warning");
  failure_->setObjectName(QStringLiteral("scanFailure"));
  title_ = makeLabel(tr("Drop folders or MIDI files here"), "title");
  auto* hint = makeParagraph(
      tr("The network learns from the piano music in them. Files stay where they are and are only "
         "read; twenty pieces are a beginning, some hundred are better."),
      "quiet");
  hint->setMaximumWidth(520);
  failure_->setMaximumWidth(520);
  rest_ = makeButton(tr("Go on with the other places"));
  rest_->setObjectName(QStringLiteral("goOnWithRest"));
  connect(rest_, &QPushButton::clicked, this, &Invitation::restRequested);
  for (QLabel* label : {failure_, title_, hint}) label->setAlignment(Qt::AlignCenter);
  failure_->hide();
  rest_->hide();
  const auto addCentred = [layout](QWidget* widget) {
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(widget, 4);
    row->addStretch(1);
    layout->addLayout(row);
  };
  layout->addStretch(2);
  addCentred(failure_);
  layout->addWidget(rest_, 0, Qt::AlignHCenter);
  layout->addWidget(title_, 0, Qt::AlignHCenter);
  addCentred(hint);
  layout->addSpacing(8);
  layout->addWidget(makeButtons(), 0, Qt::AlignHCenter);
  layout->addStretch(3);
  connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
}

QWidget* Invitation::makeButtons() {
  auto* buttons = new QWidget;
  auto* row = new QHBoxLayout(buttons);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  QPushButton* folder = makeButton(tr("Choose folder…"), "primary");
  folder->setObjectName(QStringLiteral("chooseFolder"));
  QPushButton* files = makeButton(tr("Choose files…"));
  files->setObjectName(QStringLiteral("chooseFiles"));
  data_ = makeButton(tr("Get data…"));
  data_->setObjectName(QStringLiteral("getDataAtFirst"));
  data_->setToolTip(tr("Free collections of piano music to download"));
  connect(folder, &QPushButton::clicked, this, &Invitation::folderRequested);
  connect(files, &QPushButton::clicked, this, &Invitation::filesRequested);
  connect(data_, &QPushButton::clicked, this, &Invitation::dataRequested);
  for (QPushButton* button : {folder, files, data_}) row->addWidget(button);
  return buttons;
}

void Invitation::setFailure(const QString& text) {
  failure_->setText(text);
  failure_->setVisible(!text.isEmpty());
  title_->setText(text.isEmpty() ? tr("Drop folders or MIDI files here")
                                 : tr("Drop other folders or files here"));
}

void Invitation::setRestOffered(bool offered) { rest_->setVisible(offered); }
void Invitation::setDataOffered(bool offered) { data_->setVisible(offered); }

void Invitation::setDropping(bool dropping) {
  dropping_ = dropping;
  update();
}

void Invitation::paintEvent(QPaintEvent*) {
  const Theme& theme = appearance_.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QPen pen(dropping_ ? theme.accent : theme.controlEdge, dropping_ ? 2 : 1);
  pen.setDashPattern({4, 4});
  painter.setPen(pen);
  painter.setBrush(theme.field);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::radius, metrics::radius);
}

}  // namespace cadenza::ui
