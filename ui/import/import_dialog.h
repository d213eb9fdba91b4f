// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>
#include <memory>

#include "core/midi/midi_reader.h"
#include "ui/controllers/background.h"
#include "ui/import/midi_parts_file.h"
#include "ui/theme.h"

class QLabel;
class QPushButton;

namespace cadenza::ui {

class PartModel;

/// Asks which parts of a MIDI file become the piano score, lets them be heard, and what is to be
/// done with them. Blocks nothing: the parts are joined off the GUI thread. GUI thread.
class ImportDialog : public QDialog {
  Q_OBJECT

 public:
  enum class Use { OpenAsPiece, AddToPiece };

  /// `place` says where the parts would be added ("bar 5:1"); empty where there is no piece to add
  /// them to. The appearance must outlive the dialog.
  ImportDialog(std::shared_ptr<const MidiPartsFile> file, const QString& place,
               const Appearance& appearance, QWidget* parent = nullptr);
  ~ImportDialog() override;

  /// The music that was asked for by hearRequested() has come to its end.
  void hearingEnded();

 Q_SIGNALS:
  /// Play this from its start, in place of what is played now.
  void hearRequested(const cadenza::Score& score);
  void silenceRequested();
  /// The last signal; `all` tells whether nothing of the file was left out.
  void chosen(cadenza::ui::ImportDialog::Use use, const cadenza::MidiImport& import, bool all);

 private:
  void layOut(const QString& place);
  [[nodiscard]] QWidget* makeTickButtons();
  [[nodiscard]] QWidget* makeChoices(const QString& place);
  void showTicks();
  void toggleHearing();
  void hear();
  void endHearing();
  void use(Use use);
  void join(std::function<void(const MidiImport&)> then);

  std::shared_ptr<const MidiPartsFile> file_;
  const Appearance& appearance_;
  PartModel* model_;
  QLabel* count_;
  QPushButton* hear_;
  QPushButton* open_;
  QPushButton* add_ = nullptr;
  bool hearing_ = false;
  std::function<void(const MidiImport&)> next_;  // wanted while an earlier joining still runs
  BackgroundTask joining_;
};

}  // namespace cadenza::ui
