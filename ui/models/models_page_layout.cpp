// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/controllers/training_controller.h"
#include "ui/controls/elided_label.h"
#include "ui/controls/form.h"
#include "ui/controls/widgets.h"
#include "ui/models/comparison_view.h"
#include "ui/models/model_delegate.h"
#include "ui/models/model_details.h"
#include "ui/models/models_page.h"

namespace cadenza::ui {

namespace {

constexpr int detailsWidth = 376;
constexpr int columnWidths[] = {104, 220, 104, 136, 104, 96};  // ModelTable::Column
constexpr int searchWidth = 240;
constexpr int leastWidthForAll = 1120;

}  // namespace

ModelsPage::ModelsPage(const TrainingStudio& studio, ModelLoader load, QWidget* parent)
    : QWidget(parent), studio_(studio) {
  sorted_.setSourceModel(&table_);
  table_.setRenamable(
      [this](const ModelEntry& model) { return !model.isStarter && inUse(model).isEmpty(); });
  pages_ = new QStackedWidget;
  pages_->addWidget(makeLibrary());
  pages_->addWidget(comparison_ = new ComparisonView(studio_, std::move(load)));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages_);
  connectAll();
  addKeys();
  list();
}

QWidget* ModelsPage::makeLibrary() {
  makeTable();
  lists_ = new QStackedWidget;
  lists_->addWidget(view_);
  lists_->addWidget(makeEmpty());
  auto* left = new QVBoxLayout;
  left->setSpacing(12);
  left->addWidget(makeToolbar());
  left->addWidget(lists_, 1);
  details_ = new ModelDetails(studio_.appearance);
  details_->setFixedWidth(detailsWidth);
  auto* page = new QWidget;
  auto* layout = new QHBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(16);
  layout->addLayout(left, 1);
  layout->addWidget(details_);
  return page;
}

QWidget* ModelsPage::makeToolbar() {
  search_ = named(new QLineEdit, "modelSearch", tr("Search models"));
  search_->setPlaceholderText(tr("Search"));
  search_->setClearButtonEnabled(true);
  search_->setMaximumWidth(searchWidth);
  compare_ = makeButton(tr("Compare"));
  compare_->setObjectName(QStringLiteral("compareModels"));
  auto* import = makeButton(tr("Import…"));
  import->setObjectName(QStringLiteral("importModel"));
  connect(import, &QPushButton::clicked, this, &ModelsPage::askForImport);
  auto* bar = new QWidget;
  auto* layout = new QHBoxLayout(bar);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  news_ = new ElidedLabel("small");
  news_->setObjectName(QStringLiteral("modelNews"));
  search_->setMinimumWidth(searchWidth);
  layout->addWidget(search_);
  layout->addWidget(news_, 1);
  layout->addWidget(compare_);
  layout->addWidget(import);
  return bar;
}

QWidget* ModelsPage::makeEmpty() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(48, 0, 48, 0);
  layout->setSpacing(8);
  emptyTitle_ = makeParagraph({});
  emptyTitle_->setObjectName(QStringLiteral("noModels"));
  emptyText_ = makeParagraph({}, "quiet");
  layout->addStretch();
  for (QLabel* each : {emptyTitle_, emptyText_}) {
    each->setAlignment(Qt::AlignCenter);
    layout->addWidget(each);
  }
  layout->addStretch();
  return page;
}

void ModelsPage::makeTable() {
  view_ = named(new QTableView, "models", tr("Models"));
  view_->setModel(&sorted_);
  view_->setItemDelegate(new ModelDelegate(table_, studio_.appearance, view_));
  view_->setSelectionBehavior(QAbstractItemView::SelectRows);
  view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  view_->setEditTriggers(QAbstractItemView::EditKeyPressed);
  view_->setShowGrid(false);
  view_->setWordWrap(false);
  view_->setTabKeyNavigation(false);
  view_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  view_->verticalHeader()->setVisible(false);
  view_->verticalHeader()->setDefaultSectionSize(ModelDelegate::rowHeight);
  QHeaderView* header = view_->horizontalHeader();
  header->setHighlightSections(false);
  header->setSortIndicatorShown(true);
  for (int column = 0; column < ModelTable::Columns; ++column) {
    header->setSectionResizeMode(
        column, column == ModelTable::NameColumn ? QHeaderView::Stretch : QHeaderView::Fixed);
    view_->setColumnWidth(column, columnWidths[column]);
  }
  view_->setSortingEnabled(true);
  view_->sortByColumn(ModelTable::DayColumn, Qt::DescendingOrder);
}

// The name is the last column to go.
void ModelsPage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool narrow = width() < leastWidthForAll;
  for (const int column : {ModelTable::CurveColumn, ModelTable::SizeColumn}) {
    view_->setColumnHidden(column, narrow);
  }
}

void ModelsPage::connectAll() {
  connect(&studio_.models, &ModelLibrary::changed, this, &ModelsPage::list);
  connect(&studio_.models, &ModelLibrary::worked, this, &ModelsPage::tell);
  connect(&studio_.models, &ModelLibrary::failed, this, &ModelsPage::complain);
  connect(&studio_.training, &TrainingController::runsChanged, this, &ModelsPage::showChosen);
  connect(&table_, &ModelTable::renameWanted, this,
          [this](const std::filesystem::path& model, const QString& name) {
            ask({ModelWork::Kind::Rename, model, {}, name});
          });
  connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &ModelsPage::showChosen);
  connect(search_, &QLineEdit::textChanged, this, [this](const QString& words) {
    sorted_.setSearch(words);
    showHint();
  });
  const auto composeWithIt = [this] {
    if (const ModelEntry* model = one()) Q_EMIT composeRequested(model->path);
  };
  connect(view_, &QTableView::doubleClicked, this, composeWithIt);
  connect(details_, &ModelDetails::composeRequested, this, composeWithIt);
  connect(details_, &ModelDetails::teachRequested, this, [this] {
    if (const ModelEntry* model = one()) Q_EMIT teachRequested(model->path);
  });
  connect(details_, &ModelDetails::renameRequested, this, &ModelsPage::rename);
  connect(details_, &ModelDetails::exportRequested, this, &ModelsPage::askForExport);
  connect(details_, &ModelDetails::removeRequested, this, &ModelsPage::askToRemove);
  connect(details_, &ModelDetails::compareRequested, this, &ModelsPage::compare);
  connect(compare_, &QPushButton::clicked, this, &ModelsPage::compare);
  connect(comparison_, &ComparisonView::backRequested, this, [this] {
    comparison_->leave();
    pages_->setCurrentIndex(0);
    view_->setFocus();
  });
  connect(comparison_, &ComparisonView::composeRequested, this, &ModelsPage::composeRequested);
}

void ModelsPage::addKeys() {
  auto* remove = new QShortcut(QKeySequence::Delete, view_);
  remove->setContext(Qt::WidgetShortcut);
  connect(remove, &QShortcut::activated, this, &ModelsPage::askToRemove);
  auto* compose = new QShortcut(QKeySequence(Qt::Key_Return), view_);
  compose->setContext(Qt::WidgetShortcut);
  connect(compose, &QShortcut::activated, this, [this] {
    if (const ModelEntry* model = one()) Q_EMIT composeRequested(model->path);
  });
}

}  // namespace cadenza::ui
