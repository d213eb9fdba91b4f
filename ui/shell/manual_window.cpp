// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/manual_window.h"

#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace cadenza::ui {
namespace {

constexpr QSize windowSize{960, 680};
constexpr int contentsWidth = 260;
constexpr int deepestListed = 3;  // levels of headings
constexpr int indent = 3;         // spaces, for each level below the second
constexpr int widestPicture = 620;

// Pictures of whole windows, made to fit.
class ManualText : public QTextBrowser {
 protected:
  QVariant loadResource(int type, const QUrl& name) override {
    const QVariant found = QTextBrowser::loadResource(type, name);
    if (type != QTextDocument::ImageResource) return found;
    QImage picture = found.typeId() == QMetaType::QByteArray ? QImage::fromData(found.toByteArray())
                                                             : found.value<QImage>();
    const qreal ratio = devicePixelRatioF();
    const int widest = static_cast<int>(widestPicture * ratio);
    if (picture.width() > widest) {
      picture = picture.scaledToWidth(widest, Qt::SmoothTransformation);
    }
    picture.setDevicePixelRatio(ratio);
    return picture;
  }
};

}  // namespace

ManualWindow::ManualWindow(QWidget* parent)
    : QDialog(parent), text_(new ManualText), headings_(new QListWidget), search_(new QLineEdit) {
  setObjectName(QStringLiteral("manual"));
  setWindowTitle(tr("Manual"));
  setWindowFlag(Qt::WindowMaximizeButtonHint);
  setModal(false);
  resize(windowSize.boundedTo(parent->size() - QSize(32, 32)));
  text_->setAccessibleName(tr("Manual"));
  text_->setOpenExternalLinks(true);
  text_->document()->setDocumentMargin(16);
  text_->setSource(QUrl(QStringLiteral("qrc:/manual/manual.md")));
  headings_->setAccessibleName(tr("Contents"));
  headings_->setMinimumWidth(contentsWidth / 2);
  headings_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  search_->setObjectName(QStringLiteral("manualSearch"));
  search_->setPlaceholderText(tr("Find in the manual"));
  search_->setAccessibleName(tr("Find in the manual"));
  search_->setClearButtonEnabled(true);
  listHeadings();

  auto* split = new QSplitter;
  split->addWidget(headings_);
  split->addWidget(text_);
  split->setStretchFactor(1, 1);
  split->setSizes({contentsWidth, width() - contentsWidth});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 12, 12, 12);
  layout->addWidget(search_);
  layout->addWidget(split, 1);

  connect(headings_, &QListWidget::currentRowChanged, this, &ManualWindow::go);
  connect(headings_, &QListWidget::itemClicked, this, [this] { go(headings_->currentRow()); });
  connect(search_, &QLineEdit::returnPressed, this, [this] { find(false); });
  connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, search_,
          [this] { search_->setFocus(Qt::ShortcutFocusReason); });
  connect(new QShortcut(QKeySequence::FindNext, this), &QShortcut::activated, this,
          [this] { find(false); });
  connect(new QShortcut(QKeySequence::FindPrevious, this), &QShortcut::activated, this,
          [this] { find(true); });
}

void ManualWindow::listHeadings() {
  for (QTextBlock block = text_->document()->begin(); block.isValid(); block = block.next()) {
    const int level = block.blockFormat().headingLevel();
    if (level < 2 || level > deepestListed) continue;
    auto* item = new QListWidgetItem(QString((level - 2) * indent, QChar(u' ')) + block.text());
    item->setData(Qt::UserRole, block.position());
    headings_->addItem(item);
  }
}

void ManualWindow::go(int row) {
  if (row < 0) return;
  QTextCursor cursor = text_->textCursor();
  cursor.setPosition(headings_->item(row)->data(Qt::UserRole).toInt());
  text_->setTextCursor(cursor);
  QScrollBar* bar = text_->verticalScrollBar();
  bar->setValue(bar->value() + text_->cursorRect().top());
}

void ManualWindow::find(bool backwards) {
  const QTextDocument::FindFlags flags =
      backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
  if (search_->text().isEmpty() || text_->find(search_->text(), flags)) return;
  const QTextCursor before = text_->textCursor();
  text_->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start);
  if (!text_->find(search_->text(), flags)) text_->setTextCursor(before);
}

}  // namespace cadenza::ui
