// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/models_page.h"

#include <QFileDialog>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTableView>
#include <algorithm>

#include "ui/controllers/training_controller.h"
#include "ui/controls/widgets.h"
#include "ui/messages.h"
#include "ui/models/comparison_view.h"
#include "ui/models/model_details.h"
#include "ui/models/model_words.h"
#include "ui/native_path.h"

namespace cadenza::ui {

namespace {

constexpr std::size_t mostCompared = 6;

QString nameFilter() { return ModelsPage::tr("Cadenza models (*.safetensors)"); }

// A file name of the model's own name.
QString fileName(const QString& name) {
  QString file = name;
  for (const QChar unwelcome : QStringLiteral("/\\:*?\"<>|")) file.replace(unwelcome, QChar(u'-'));
  while (file.startsWith(QChar(u'.'))) file.remove(0, 1);
  return (file.isEmpty() ? ModelsPage::tr("Model") : file) + QStringLiteral(".safetensors");
}

QString documents() { return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation); }

}  // namespace

// The view must not outlive its model.
ModelsPage::~ModelsPage() { delete pages_; }

void ModelsPage::choose(const std::filesystem::path& model) {
  wanted_ = model;
  list();
}

void ModelsPage::list() {
  table_.setEntries(studio_.models.entries());
  const int row = wanted_.empty() ? -1 : table_.rowOf(wanted_);
  if (row >= 0) {
    search_->clear();
    const QModelIndex shown = sorted_.mapFromSource(table_.index(row, ModelTable::NameColumn));
    view_->setCurrentIndex(shown);
    view_->scrollTo(shown);
    wanted_.clear();
  } else if (!view_->selectionModel()->hasSelection() && sorted_.rowCount() > 0) {
    view_->selectRow(0);
  }
  showChosen();
  showHint();
}

void ModelsPage::showHint() {
  const bool empty = table_.rowCount() == 0;
  const bool nothingFound = !empty && sorted_.rowCount() == 0;
  lists_->setCurrentIndex(empty || nothingFound ? 1 : 0);
  emptyTitle_->setText(nothingFound ? tr("No model is like that") : tr("No models yet"));
  emptyText_->setText(nothingFound
                          ? tr("It is looked for in names, recipes, music and licences.")
                          : tr("Train one on the page Recipe, or import one that somebody gave "
                               "you. Everything about it is in its one file."));
}

std::vector<ModelEntry> ModelsPage::chosen() const {
  std::vector<ModelEntry> models;
  for (const QModelIndex& row : view_->selectionModel()->selectedRows()) {
    if (const ModelEntry* entry = table_.entry(sorted_.mapToSource(row).row())) {
      models.push_back(*entry);
    }
  }
  return models;
}

const ModelEntry* ModelsPage::one() const {
  const auto models = chosen();
  return models.size() == 1 ? studio_.models.find(models.front().path) : nullptr;
}

QString ModelsPage::inUse(const ModelEntry& model) const {
  for (const TrainingRun* run : studio_.training.runs()) {
    if (!isOpen(run->state)) continue;
    if (run->plan.options.out == model.path) return tr("It is still learning");
    if (run->plan.options.from == model.path) return tr("A training begins with it");
  }
  return {};
}

void ModelsPage::showChosen() {
  const auto models = chosen();
  details_->show(models, models.size() == 1 ? inUse(models.front()) : QString());
  compare_->setEnabled(models.size() >= 2 && models.size() <= mostCompared);
  compare_->setToolTip(models.size() < 2
                           ? tr("Choose two models or more: Ctrl+click, or Shift and an arrow key")
                       : models.size() > mostCompared ? tr("Six at most at a time")
                                                      : QString());
}

void ModelsPage::rename() {
  const ModelEntry* model = one();
  if (!model || model->isStarter || !inUse(*model).isEmpty()) return;
  const QModelIndex cell =
      sorted_.mapFromSource(table_.index(table_.rowOf(model->path), ModelTable::NameColumn));
  view_->setCurrentIndex(cell);
  view_->edit(cell);
}

void ModelsPage::ask(const ModelWork& work) {
  asked_.push_back(work);
  switch (work.kind) {
    case ModelWork::Kind::Rename:
      studio_.models.rename(work.path, work.name);
      break;
    case ModelWork::Kind::Remove:
      studio_.models.remove(work.path);
      break;
    case ModelWork::Kind::Export:
      studio_.models.exportTo(work.path, work.target);
      break;
    case ModelWork::Kind::Import:
      studio_.models.importFrom(work.path);
      break;
  }
}

bool ModelsPage::wasAskedHere(const ModelWork& work) {
  const auto found = std::find_if(asked_.begin(), asked_.end(), [&](const ModelWork& asked) {
    return asked.kind == work.kind && asked.path == work.path;
  });
  if (found == asked_.end()) return false;
  asked_.erase(found);
  return true;
}

void ModelsPage::askForExport() {
  const ModelEntry* model = one();
  if (!model) return;
  auto* dialog = new QFileDialog(this, tr("Export “%1”").arg(model->name), documents());
  dialog->setObjectName(QStringLiteral("exportModelDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilter(nameFilter());
  dialog->setDefaultSuffix(QStringLiteral("safetensors"));
  dialog->selectFile(fileName(model->name));
  connect(dialog, &QFileDialog::fileSelected, this, [this, path = model->path](const QString& to) {
    ask({ModelWork::Kind::Export, path, nativePath(to)});
  });
  dialog->open();
}

void ModelsPage::askForImport() {
  auto* dialog = new QFileDialog(this, tr("Import a model"), documents());
  dialog->setObjectName(QStringLiteral("importModelDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(nameFilter());
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    ask({ModelWork::Kind::Import, nativePath(file)});
  });
  dialog->open();
}

void ModelsPage::askToRemove() {
  const ModelEntry* model = one();
  if (!model || model->isStarter || !inUse(*model).isEmpty()) return;
  if (model->isElsewhere) {
    studio_.models.forget(model->path);
    return;
  }
  auto* question = new QMessageBox(QMessageBox::Question, tr("Delete a model"),
                                   tr("Delete “%1”?").arg(model->name), QMessageBox::Cancel, this);
  question->setObjectName(QStringLiteral("deleteModelQuestion"));
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setInformativeText(
      model->trainingBytes > 0
          ? tr("Its file (%1) goes to the trash, with what its training kept to go on (%2). Pieces "
               "that it composed stay.")
                .arg(bytesText(model->bytes), bytesText(model->trainingBytes))
          : tr("Its file (%1) goes to the trash. Pieces that it composed stay.")
                .arg(bytesText(model->bytes)));
  QPushButton* remove = question->addButton(tr("Delete"), QMessageBox::DestructiveRole);
  remove->setObjectName(QStringLiteral("deleteModelYes"));
  question->setDefaultButton(QMessageBox::Cancel);
  connect(remove, &QPushButton::clicked, this,
          [this, path = model->path] { studio_.models.remove(path); });
  question->open();
}

void ModelsPage::compare() {
  auto models = chosen();
  if (models.size() < 2 || models.size() > mostCompared) return;
  std::sort(models.begin(), models.end(), [this](const ModelEntry& a, const ModelEntry& b) {
    const auto row = [this](const ModelEntry& model) {
      return sorted_.mapFromSource(table_.index(table_.rowOf(model.path), 0)).row();
    };
    return row(a) < row(b);
  });
  pages_->setCurrentWidget(comparison_);
  comparison_->compare(models);
}

void ModelsPage::tell(const ModelWork& work) {
  if (!wasAskedHere(work)) return;
  const auto file = [](const std::filesystem::path& path) {
    return QString::fromStdString(path.filename().string());
  };
  switch (work.kind) {
    case ModelWork::Kind::Rename:
      news_->clear();
      break;
    case ModelWork::Kind::Remove:
      news_->setText(work.inTrash ? tr("Moved to the trash: %1").arg(file(work.path))
                                  : tr("Deleted: %1").arg(file(work.path)));
      break;
    case ModelWork::Kind::Export:
      news_->setText(tr("Exported to %1").arg(QString::fromStdString(work.target.string())));
      break;
    case ModelWork::Kind::Import:
      news_->setText(tr("Imported from %1").arg(file(work.path)));
      choose(work.target);
      break;
  }
}

void ModelsPage::complain(const ModelWork& work, const Error& error) {
  if (!wasAskedHere(work)) return;
  const QString sentences[] = {tr("It could not be renamed."), tr("It could not be deleted."),
                               tr("It could not be exported."), tr("It could not be imported.")};
  const QString& what = sentences[static_cast<int>(work.kind)];
  auto* box = new QMessageBox(QMessageBox::Warning, tr("Models"), what, QMessageBox::Ok, this);
  box->setObjectName(QStringLiteral("modelTrouble"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(userText(error));
  box->open();
}

}  // namespace cadenza::ui
