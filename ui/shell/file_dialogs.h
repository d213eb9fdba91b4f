// SPDX-License-Identifier: GPL-3.0-or-later
// The file dialogs: none blocks, each deletes itself, each answers by fileSelected or rejected.
#pragma once

#include <QString>
#include <QStringList>

class QFileDialog;
class QWidget;

namespace cadenza::ui {

/// Asks for pieces to open, of either kind.
[[nodiscard]] QFileDialog* makeOpenDialog(QWidget& window, const QString& folder);
/// Asks for a MIDI file to choose parts from.
[[nodiscard]] QFileDialog* makeImportDialog(QWidget& window, const QString& folder);
/// Asks where to save a piece. A project is suggested, MIDI can be chosen; a name without an ending
/// gets that of the kind that is chosen.
[[nodiscard]] QFileDialog* makeSaveDialog(QWidget& window, const QString& folder,
                                          const QString& name);
/// Asks where to write a copy for others: files called *.`suffix`, of one of `kinds` ("MIDI
/// files"), of which the `chosen` one is suggested.
[[nodiscard]] QFileDialog* makeExportDialog(QWidget& window, const QString& title,
                                            const QString& folder, const QString& name,
                                            const QStringList& kinds, const QString& suffix,
                                            int chosen = 0);
/// Which of the kinds that the dialog offers is chosen, counted from 0.
[[nodiscard]] int chosenKind(const QFileDialog& dialog);

}  // namespace cadenza::ui
