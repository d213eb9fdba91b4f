// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/unsaved_model.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <utility>

#include "ui/controllers/model_files.h"
#include "ui/messages.h"
#include "ui/native_path.h"

namespace cadenza::ui {

UnsavedModel::UnsavedModel(TrainingOutcome outcome, QWidget* window, QObject* parent)
    : QObject(parent), outcome_(std::move(outcome)), window_(window) {
  ask(*outcome_.problem);
}

void UnsavedModel::ask(const Error& problem) {
  auto* box =
      new QMessageBox(QMessageBox::Warning, tr("Cadenza"),
                      tr("The trained model could not be saved."), QMessageBox::NoButton, window_);
  box->setObjectName(QStringLiteral("unsavedModelQuestion"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  QString text = userText(problem);
  if (!outcome_.file.empty()) {
    text += u'\n' + tr("A copy is in %1.").arg(QString::fromStdString(outcome_.file.string()));
  }
  box->setInformativeText(text);
  auto* choose = box->addButton(tr("Save as…"), QMessageBox::AcceptRole);
  box->addButton(outcome_.file.empty() ? tr("Discard model") : tr("Close"),
                 QMessageBox::RejectRole);
  box->setDefaultButton(choose);
  connect(box, &QMessageBox::finished, this, [this, box, choose] {
    if (box->clickedButton() == choose) {
      chooseFile();
    } else {
      deleteLater();
    }
  });
  box->open();
}

void UnsavedModel::chooseFile() {
  auto* dialog = new QFileDialog(window_, tr("Save model"));
  dialog->setObjectName(QStringLiteral("saveModelDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilter(tr("Models (*.safetensors)"));
  dialog->setDefaultSuffix(QStringLiteral("safetensors"));
  connect(dialog, &QFileDialog::fileSelected, this, &UnsavedModel::saveTo);
  connect(dialog, &QFileDialog::rejected, this, [this] { ask(*outcome_.problem); });
  dialog->open();
}

void UnsavedModel::saveTo(const QString& path) {
  saving_.start<QString>(
      [path, model = outcome_.unsaved](std::stop_token) -> Result<QString> {
        const auto file = nativePath(path);
        if (auto named = checkModelName(file); !named) return named.error();
        if (auto saved = saveCheckpoint(file, *model); !saved) return saved.error();
        return path;
      },
      [this](const Result<QString>& result) {
        if (!result) return ask(result.error());
        Q_EMIT saved(*result);
        deleteLater();
      });
}

}  // namespace cadenza::ui
