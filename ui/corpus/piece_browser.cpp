// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/piece_browser.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/controllers/playback_controller.h"
#include "ui/controls/form.h"
#include "ui/controls/widgets.h"
#include "ui/controls/words.h"
#include "ui/corpus/corpus_histograms.h"
#include "ui/corpus/piece_card.h"
#include "ui/corpus/piece_table.h"

namespace cadenza::ui {

namespace {

constexpr int sideWidth = 352;

}  // namespace

PieceBrowser::PieceBrowser(const TrainingStudio& studio, QWidget* parent)
    : QWidget(parent),
      corpus_(studio.corpus),
      playback_(studio.playback),
      appearance_(studio.appearance),
      model_(studio.corpus, studio.appearance),
      filter_(model_) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(12);
  layout->addWidget(makeList(), 1);
  layout->addWidget(makeSide());
  connectParts();
  updateControls();
  if (corpus_.statistics()) histograms_->show(*corpus_.statistics());
}

QWidget* PieceBrowser::makeList() {
  auto* list = new QWidget;
  auto* layout = new QVBoxLayout(list);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(makeTools());
  layout->addWidget(table_ = new PieceTable(model_, filter_, corpus_), 1);
  return list;
}

QWidget* PieceBrowser::makeTools() {
  auto* tools = new QWidget;
  auto* row = new QHBoxLayout(tools);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  search_ = named(new QLineEdit, "searchPieces", tr("Search the pieces"));
  search_->setPlaceholderText(tr("Search title, composer, key or file"));
  search_->setClearButtonEnabled(true);
  search_->setMaximumWidth(360);
  kind_ = named(new QComboBox, "pieceKind", tr("Which pieces are shown"));
  kind_->addItems({tr("All files"), tr("Used"), tr("Left out"), tr("Repeated"), tr("Problems")});
  shown_ = makeLabel({}, "quiet");
  leaveOut_ = makeButton(tr("Leave out"));
  leaveOut_->setObjectName(QStringLiteral("leaveOut"));
  leaveOut_->setToolTip(tr("Do not learn from what is selected (Space)"));
  takeIn_ = makeButton(tr("Take in"));
  takeIn_->setObjectName(QStringLiteral("takeIn"));
  takeIn_->setToolTip(tr("Learn from what is selected (Space)"));
  row->addWidget(search_, 1);
  row->addWidget(kind_);
  row->addWidget(shown_);
  row->addStretch();
  row->addWidget(leaveOut_);
  row->addWidget(takeIn_);
  return tools;
}

QWidget* PieceBrowser::makeSide() {
  auto* side = new QWidget;
  side->setFixedWidth(sideWidth);
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(card_ = new PieceCard(appearance_));
  auto* area = new QScrollArea;
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  auto* page = new QFrame;
  page->setProperty("role", QStringLiteral("card"));
  auto* inside = new QVBoxLayout(page);
  inside->setContentsMargins(12, 12, 12, 12);
  inside->setSpacing(8);
  inside->addWidget(makeLabel(tr("What is learned from"), "heading"));
  inside->addWidget(histograms_ = new CorpusHistograms(appearance_), 1);
  area->setWidget(page);
  layout->addWidget(area, 1);
  return side;
}

void PieceBrowser::connectParts() {
  connect(search_, &QLineEdit::textChanged, this, [this](const QString& words) {
    filter_.setWords(words);
    updateControls();
  });
  connect(kind_, &QComboBox::currentIndexChanged, this, [this](int index) {
    filter_.setKind(static_cast<ShownPieces>(index));
    updateControls();
  });
  connect(leaveOut_, &QPushButton::clicked, this, [this] { table_->setSelectedLeftOut(true); });
  connect(takeIn_, &QPushButton::clicked, this, [this] { table_->setSelectedLeftOut(false); });
  connect(table_, &PieceTable::currentPieceChanged, this, &PieceBrowser::showPiece);
  connect(table_, &PieceTable::selectionMoved, this, &PieceBrowser::updateControls);
  connect(table_, &PieceTable::hearRequested, this, &PieceBrowser::hear);
  connect(table_, &QAbstractItemView::doubleClicked, this,
          [this] { hear(table_->currentPiece()); });
  connect(card_, &PieceCard::hearToggled, this, [this] {
    if (heard_ != 0) {
      endHearing();
    } else {
      hear(table_->currentPiece());
    }
  });
  connect(&playback_, &PlaybackController::hearingEnded, this, [this] {
    heard_ = 0;
    model_.setHeard(0);
    card_->setHeard(false);
  });
  connect(&corpus_, &CorpusController::changed, this, &PieceBrowser::updateControls);
  connect(&corpus_, &CorpusController::listed, this, [this] {
    showPiece(table_->currentPiece());
    updateControls();
  });
  connect(&corpus_, &CorpusController::counted, this, [this] {
    if (corpus_.statistics()) histograms_->show(*corpus_.statistics());
  });
}

void PieceBrowser::showPiece(int row) {
  if (row < 0 || row >= model_.rowCount()) return card_->showNothing();
  const ListedFile& file = model_.file(row);
  card_->show(file, model_.isLeftOut(row), corpus_.score(file.contentHash));
  card_->setHeard(heard_ != 0 && heard_ == file.contentHash);
}

void PieceBrowser::hear(int row) {
  if (row < 0) return;
  const std::uint64_t hash = model_.file(row).contentHash;
  const std::optional<Score> score = corpus_.score(hash);
  if (!score) return;
  if (heard_ == hash) return endHearing();
  heard_ = 0;  // another guest takes its place without an end
  playback_.hear(*score);
  heard_ = hash;
  model_.setHeard(hash);
  showPiece(table_->currentPiece());
}

void PieceBrowser::endHearing() { playback_.endHearing(); }

void PieceBrowser::hideEvent(QHideEvent* event) {
  if (heard_ != 0 && !event->spontaneous()) endHearing();
  QWidget::hideEvent(event);
}

void PieceBrowser::updateControls() {
  leaveOut_->setEnabled(table_->selectionHas(false));
  takeIn_->setEnabled(table_->selectionHas(true));
  const bool narrowed = filter_.rowCount() < model_.rowCount();
  shown_->setText(narrowed ? tr("%1 of %2")
                                 .arg(countText(static_cast<std::size_t>(filter_.rowCount())),
                                      countText(static_cast<std::size_t>(model_.rowCount())))
                           : QString());
}

}  // namespace cadenza::ui
