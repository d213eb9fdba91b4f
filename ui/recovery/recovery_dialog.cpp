// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/recovery_dialog.h"

#include <QDateTime>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/controls/elided_label.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/messages.h"
#include "ui/recovery/lost_work.h"
#include "ui/score_picture.h"

namespace cadenza::ui {

namespace {

constexpr QSize pictureSize{96, 72};
constexpr int largeIcon = 32;

QString whenText(std::int64_t seconds) {
  const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds);
  const qint64 days = time.date().daysTo(QDate::currentDate());
  const QString clock = QLocale().toString(time.time(), QLocale::ShortFormat);
  if (days == 0) return RecoveryDialog::tr("today at %1").arg(clock);
  if (days == 1) return RecoveryDialog::tr("yesterday at %1").arg(clock);
  return RecoveryDialog::tr("%1 at %2")
      .arg(QLocale().toString(time.date(), QLocale::ShortFormat), clock);
}

QString originText(const RecoveryInfo& info) {
  if (info.path.empty()) return RecoveryDialog::tr("never saved");
  return RecoveryDialog::tr("from %1").arg(
      QDir::toNativeSeparators(QString::fromStdString(info.path)));
}

QStringList linesOf(const LostPiece& piece) {
  if (!piece.work) return {userText(piece.work.error())};
  const RecoveryInfo& info = piece.work->info;
  const auto notes = piece.work->import.project.score.notes().size();
  QStringList lines{RecoveryDialog::tr("%1, %2").arg(whenText(info.time),
                                                     countText(notes, RecoveryDialog::tr("note"))),
                    originText(info)};
  for (const std::string& sentence : piece.work->import.damage) {
    lines << QString::fromStdString(sentence);
  }
  return lines;
}

QString titleIn(const LostPiece& piece) {
  if (piece.work) return titleOf(piece.work->info);
  return RecoveryDialog::tr("A damaged piece");
}

}  // namespace

class RecoveryDialog::Row : public QFrame {
 public:
  Row(LostPiece lost, const Appearance& appearance)
      : piece(std::move(lost)), title_(titleIn(piece)) {
    setProperty("role", QStringLiteral("card"));
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(12, 12, 12, 12);
    across->setSpacing(12);
    across->addWidget(makePicture(appearance));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(makeLabel(title_, "title"));
    for (const QString& line : linesOf(piece)) texts->addWidget(makeParagraph(line, "quiet"));
    texts->addStretch();
    across->addLayout(texts, 1);
    open = addButton(tr("Open"), "primary", tr("Open “%1”"), "openLost");
    later = addButton(tr("Keep for later"), nullptr, tr("Keep “%1” for later"), "keepLost");
    remove = addButton(tr("Delete"), nullptr, tr("Delete “%1”"), "deleteLost");
    open->setVisible(piece.work.hasValue());
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(4);
    for (QPushButton* button : {open, later, remove}) buttons->addWidget(button);
    buttons->addStretch();
    across->addLayout(buttons);
  }

  void setDeleted(bool isDeleted) {
    deleted = isDeleted;
    open->setEnabled(!isDeleted);
    later->setEnabled(!isDeleted);
    remove->setText(isDeleted ? tr("Don't delete") : tr("Delete"));
    remove->setAccessibleName(
        (isDeleted ? tr("Don't delete “%1”") : tr("Delete “%1”")).arg(title_));
  }

  LostPiece piece;
  bool deleted = false;
  QPushButton* open;
  QPushButton* later;
  QPushButton* remove;

 private:
  QLabel* makePicture(const Appearance& appearance) {
    auto* label = new QLabel;
    const qreal ratio = devicePixelRatioF();
    const QImage notes = piece.work ? notesPicture(piece.work->import.project.score,
                                                   (QSizeF(pictureSize) * ratio).toSize())
                                    : QImage();
    const bool readable = piece.work.hasValue();
    const auto show = [label, notes, ratio, readable](const Theme& theme) {
      label->setPixmap(readable ? dressed(notes, pictureSize, ratio, theme, theme.accent)
                                : icon(QStringLiteral("warning"), theme.warning)
                                      .pixmap(QSize(largeIcon, largeIcon), ratio));
    };
    show(appearance.theme());
    connect(&appearance, &Appearance::themeChanged, label, show);
    label->setAlignment(readable ? Qt::AlignTop | Qt::AlignLeft : Qt::AlignTop | Qt::AlignHCenter);
    label->setFixedWidth(pictureSize.width());
    return label;
  }

  QPushButton* addButton(const QString& text, const char* role, const QString& spoken,
                         const char* name) {
    auto* button = makeButton(text, role);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(spoken.arg(title_));
    return button;
  }

  QString title_;
};

RecoveryDialog::RecoveryDialog(std::vector<LostPiece> lost, const Appearance& appearance,
                               QWidget* parent)
    : QDialog(parent), list_(new QVBoxLayout), close_(makeButton({})) {
  setObjectName(QStringLiteral("recoveryDialog"));
  setWindowTitle(tr("Recovered work"));
  auto* content = new QWidget;
  content->setLayout(list_);
  list_->setContentsMargins(0, 0, 0, 0);
  list_->setSpacing(8);
  for (LostPiece& piece : lost) {
    auto* row = new Row(std::move(piece), appearance);
    rows_.push_back(row);
    list_->addWidget(row);
    connect(row->open, &QPushButton::clicked, this, [this, row] {
      Q_EMIT openRequested(row->piece);
      leave(row);
      raise();  // over the window that has just come
    });
    connect(row->later, &QPushButton::clicked, this, [this, row] { leave(row); });
    connect(row->remove, &QPushButton::clicked, this, [this, row] {
      row->setDeleted(!row->deleted);
      updateClose();
    });
  }
  list_->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(12);
  layout->addWidget(makeLabel(tr("Cadenza ended before this was saved"), "title"));
  layout->addWidget(makeParagraph(
      tr("What you neither open nor delete is offered again at the next start."), "quiet"));
  layout->addWidget(scroll, 1);
  layout->addWidget(close_, 0, Qt::AlignRight);
  connect(close_, &QPushButton::clicked, this, &QDialog::accept);
  updateClose();
  const auto shown = static_cast<int>(std::min<std::size_t>(rows_.size(), 4));
  resize(640, 144 + shown * 132);
}

RecoveryDialog::~RecoveryDialog() {
  for (const Row* row : rows_) {
    if (row->deleted) row->piece.file.remove();
  }
}

void RecoveryDialog::leave(Row* row) {
  std::erase(rows_, row);
  row->hide();
  row->deleteLater();
  updateClose();
  if (rows_.empty()) accept();
}

void RecoveryDialog::updateClose() {
  const bool undecided =
      std::any_of(rows_.begin(), rows_.end(), [](const Row* row) { return !row->deleted; });
  close_->setText(undecided ? tr("Keep the rest for later") : tr("Close"));
}

}  // namespace cadenza::ui
