// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/listen_card.h"

#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/controls/elided_label.h"
#include "ui/controls/music_strip.h"
#include "ui/controls/widgets.h"

namespace cadenza::ui {

ListenCard::ListenCard(const QString& letter, const Appearance& appearance, QWidget* parent)
    : QFrame(parent), appearance_(appearance), letter_(letter) {
  setObjectName(QStringLiteral("listen") + letter);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 4, 8, 8);
  layout->setSpacing(4);
  auto* row = new QHBoxLayout;
  row->setSpacing(4);
  auto* name = makeLabel(letter, "heading");
  title_ = new ElidedLabel("quiet");
  hear_ = makeButton(tr("Hear"), "quiet");
  hear_->setObjectName(QStringLiteral("hear") + letter);
  keep_ = makeButton(tr("Keep"), "quiet");
  keep_->setObjectName(QStringLiteral("keep") + letter);
  keep_->setToolTip(tr("Put the model of this moment into the library"));
  use_ = makeButton(tr("Compose with it"), "quiet");
  use_->setObjectName(QStringLiteral("use") + letter);
  row->addWidget(name);
  row->addSpacing(4);
  row->addWidget(title_, 1);
  for (QPushButton* button : {hear_, keep_, use_}) {
    button->setAccessibleName(tr("%1, checkpoint %2").arg(button->text(), letter));
    row->addWidget(button);
  }
  strip_ = new MusicStrip(appearance_);
  strip_->setAccessibleName(tr("What checkpoint %1 wrote").arg(letter));
  layout->addLayout(row);
  layout->addWidget(strip_, 1);
  connect(hear_, &QPushButton::clicked, this, &ListenCard::hearToggled);
  connect(keep_, &QPushButton::clicked, this, &ListenCard::keepRequested);
  connect(use_, &QPushButton::clicked, this, &ListenCard::useRequested);
  connect(strip_, &MusicStrip::clicked, this, &ListenCard::seekRequested);
  connect(&appearance_, &Appearance::themeChanged, this, qOverload<>(&QWidget::update));
  clear();
}

void ListenCard::clear() {
  step_.reset();
  music_.reset();
  title_->setText({});
  showWords(letter_ == QStringLiteral("A")
                ? tr("Click a dot of the curve: it is heard, and seen here.")
                : tr("Click here, then a dot, to compare two."));
  updateButtons();
}

void ListenCard::await(std::int64_t step, const QString& words) {
  step_ = step;
  music_.reset();
  title_->setText(words);
  showWords(tr("It composes…"));
  updateButtons();
}

void ListenCard::setMusic(std::shared_ptr<const ContinuedMusic> music) {
  music_ = std::move(music);
  strip_->setMusic(music_->score, music_->seedEnd, 0);
  updateButtons();
}

void ListenCard::setFailure(const QString& sentence) {
  music_.reset();
  showWords(sentence);
  updateButtons();
}

void ListenCard::showWords(const QString& words) {
  strip_->setMusic(std::nullopt, 0, 0);
  strip_->setWords(words);
}

void ListenCard::setActive(bool active) {
  active_ = active;
  update();
}

void ListenCard::setHeard(bool heard) {
  heard_ = heard;
  if (!heard) strip_->setPlayhead(std::nullopt);
  updateButtons();
}

void ListenCard::setPlayhead(std::optional<Tick> tick) { strip_->setPlayhead(tick); }

void ListenCard::setUsable(bool usable) {
  usable_ = usable;
  updateButtons();
}

void ListenCard::updateButtons() {
  hear_->setText(heard_ ? tr("Stop") : tr("Hear"));
  hear_->setVisible(music_ != nullptr);
  keep_->setVisible(step_ && usable_);
  use_->setVisible(step_ && usable_);
}

void ListenCard::mousePressEvent(QMouseEvent*) { Q_EMIT activated(); }

void ListenCard::paintEvent(QPaintEvent*) {
  const Theme& theme = appearance_.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(theme.panel);
  painter.setPen(active_ ? QPen(theme.accent, 1.5) : QPen(theme.separator, 1));
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::radius, metrics::radius);
}

}  // namespace cadenza::ui
