// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>

class QCheckBox;
class QComboBox;
class QLabel;

namespace cadenza::ui {

class LabelledSlider;
class Preferences;

/// Asks how audio is to be exported, and tells what comes of it: name, length, about how large.
/// What was chosen is kept in the preferences when it is accepted; the place of the file is asked
/// for afterwards. GUI thread.
class AudioExportDialog : public QDialog {
  Q_OBJECT

 public:
  /// `name` is that of the piece, `seconds` its length. `preferences` must outlive the dialog.
  AudioExportDialog(Preferences& preferences, const QString& name, double seconds, QWidget* parent);

 private:
  void keep();
  void tell();
  [[nodiscard]] int chosenFormat() const;

  Preferences& preferences_;
  QString name_;
  double seconds_;
  QComboBox* format_;
  QComboBox* rate_;
  LabelledSlider* quality_;
  QCheckBox* normalise_;
  QLabel* result_;
};

}  // namespace cadenza::ui
