// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/file_dialogs.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <algorithm>

#include "core/midi/midi_file.h"

namespace cadenza::ui {

namespace {

QString midiPatterns() { return QString::fromStdString(midiNamePatterns()); }

QString tr(const char* text) { return QCoreApplication::translate("FileDialogs", text); }

QFileDialog* makeDialog(QWidget& window, const QString& title, const QString& folder) {
  auto* dialog = new QFileDialog(&window, title, folder);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  // Behind a question of the dialog's own some window managers leave the window without the keys.
  QObject::connect(dialog, &QDialog::finished, &window, [&window] { window.activateWindow(); });
  return dialog;
}

}  // namespace

QFileDialog* makeOpenDialog(QWidget& window, const QString& folder) {
  auto* dialog = makeDialog(window, tr("Open"), folder);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("All pieces (%1)").arg(QStringLiteral("*.cadenza ") + midiPatterns()),
                          tr("Cadenza projects (*.cadenza)"),
                          tr("MIDI files (%1)").arg(midiPatterns())});
  return dialog;
}

QFileDialog* makeImportDialog(QWidget& window, const QString& folder) {
  auto* dialog = makeDialog(window, tr("Import MIDI"), folder);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(tr("MIDI files (%1)").arg(midiPatterns()));
  return dialog;
}

QFileDialog* makeSaveDialog(QWidget& window, const QString& folder, const QString& name) {
  auto* dialog = makeDialog(window, tr("Save as"), folder);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({tr("Cadenza projects (*.cadenza)"), tr("MIDI files (*.mid)")});
  dialog->setDefaultSuffix(QStringLiteral("cadenza"));
  dialog->selectFile(name + QStringLiteral(".cadenza"));
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    const bool midi = filter.contains(QLatin1String("*.mid"));
    const QString suffix = midi ? QStringLiteral("mid") : QStringLiteral("cadenza");
    dialog->setDefaultSuffix(suffix);
    const QFileInfo chosen(dialog->selectedFiles().value(0));
    dialog->selectFile(chosen.completeBaseName() + QChar(u'.') + suffix);
  });
  return dialog;
}

QFileDialog* makeExportDialog(QWidget& window, const QString& title, const QString& folder,
                              const QString& name, const QStringList& kinds, const QString& suffix,
                              int chosen) {
  auto* dialog = makeDialog(window, title, folder);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  QStringList filters;
  for (const QString& kind : kinds) filters << QStringLiteral("%1 (*.%2)").arg(kind, suffix);
  dialog->setNameFilters(filters);
  dialog->selectNameFilter(filters.value(chosen, filters.front()));
  dialog->setDefaultSuffix(suffix);
  dialog->selectFile(name + QChar(u'.') + suffix);
  return dialog;
}

int chosenKind(const QFileDialog& dialog) {
  return std::max(0, static_cast<int>(dialog.nameFilters().indexOf(dialog.selectedNameFilter())));
}

}  // namespace cadenza::ui
