// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/piece_card.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/controls/elided_label.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/corpus/piece_model.h"
#include "ui/score_picture.h"

namespace cadenza::ui {

namespace {

constexpr QSize pictureRoom{328, 104};

QString factsOf(const ListedFile& file) {
  if (file.contentHash == 0) return {};
  QString text = PieceCard::tr("%1, %2").arg(countText(file.notes, PieceCard::tr("note")),
                                             durationText(file.seconds));
  if (file.key) {
    text = PieceCard::tr("%1, about %2").arg(text, QString::fromStdString(printedName(*file.key)));
  }
  return text;
}

}  // namespace

PieceCard::PieceCard(const Appearance& appearance, QWidget* parent)
    : QFrame(parent), appearance_(appearance) {
  setProperty("role", QStringLiteral("card"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 12, 12, 12);
  layout->setSpacing(4);
  picture_ = new QLabel;
  picture_->setObjectName(QStringLiteral("piecePicture"));
  picture_->setAccessibleName(tr("The piece's notes"));
  picture_->setFixedSize(pictureRoom);
  title_ = new ElidedLabel("heading");
  title_->setObjectName(QStringLiteral("pieceTitle"));
  composer_ = new ElidedLabel("quiet");
  facts_ = makeParagraph({}, "small");
  remark_ = makeParagraph({}, "small");
  hear_ = makeButton(tr("Hear"));
  hear_->setObjectName(QStringLiteral("hearPiece"));
  connect(hear_, &QPushButton::clicked, this, &PieceCard::hearToggled);
  connect(&appearance_, &Appearance::themeChanged, this, [this] {
    showPicture();
    setHeard(heard_);
  });
  layout->addWidget(picture_);
  layout->addSpacing(4);
  layout->addWidget(title_);
  layout->addWidget(composer_);
  layout->addWidget(facts_);
  layout->addWidget(remark_);
  layout->addSpacing(4);
  layout->addWidget(hear_, 0, Qt::AlignLeft);
  showNothing();
}

QSize PieceCard::pictureSize() const { return pictureRoom; }

void PieceCard::show(const ListedFile& file, bool leftOut, std::optional<Score> score) {
  title_->setText(titleOf(file));
  composer_->setText(QString::fromStdString(file.composer));
  composer_->setVisible(!file.composer.empty());
  facts_->setText(factsOf(file));
  facts_->setVisible(file.contentHash != 0);
  const bool plain = file.fate == FileFate::Kept && file.remark.empty() && !leftOut;
  remark_->setText(plain ? QString() : fateText(file, leftOut));
  remark_->setVisible(!plain);
  hear_->setEnabled(score.has_value());
  notes_ = QImage();
  showPicture();
  if (score) draw(std::move(*score));
}

void PieceCard::showNothing() {
  title_->setText(tr("No piece selected"));
  composer_->hide();
  facts_->setText(tr("Select one in the table to see and hear it."));
  facts_->show();
  remark_->hide();
  hear_->setEnabled(false);
  next_.reset();
  notes_ = QImage();
  showPicture();
  setHeard(false);
}

void PieceCard::setHeard(bool heard) {
  heard_ = heard;
  hear_->setText(heard ? tr("Stop") : tr("Hear"));
  hear_->setIcon(
      icon(heard ? QStringLiteral("stop") : QStringLiteral("play"), appearance_.theme()));
}

void PieceCard::draw(Score score) {
  if (drawing_.isRunning()) {
    next_ = std::move(score);
    return;
  }
  const QSize size = pictureInside(pictureSize()) * devicePixelRatioF();
  drawing_.start<QImage>(
      [score = std::move(score), size](std::stop_token) -> Result<QImage> {
        return notesPicture(score, size);
      },
      [this](Result<QImage> picture) {
        if (next_) {
          draw(*std::exchange(next_, std::nullopt));
          return;
        }
        if (!picture || !hear_->isEnabled()) return;
        notes_ = std::move(*picture);
        showPicture();
      });
}

void PieceCard::showPicture() {
  const Theme& theme = appearance_.theme();
  picture_->setPixmap(dressed(notes_, pictureSize(), devicePixelRatioF(), theme, theme.accent));
}

}  // namespace cadenza::ui
