// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>
#include <vector>

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
  /// What may be exported: the whole piece, the selection, the marked range.
  struct Range {
    QString name;    ///< of the choice
    double seconds;  ///< its length
  };

  /// `name` is that of the piece; the first of `ranges` is chosen. `preferences` must outlive the
  /// dialog.
  AudioExportDialog(Preferences& preferences, const QString& name, std::vector<Range> ranges,
                    QWidget* parent);

  /// Which of the ranges, from 0.
  [[nodiscard]] int chosenRange() const;

 private:
  void keep();
  void tell();
  [[nodiscard]] int chosenFormat() const;

  Preferences& preferences_;
  QString name_;
  std::vector<Range> ranges_;
  QComboBox* range_;
  QComboBox* format_;
  QComboBox* rate_;
  LabelledSlider* quality_;
  QCheckBox* normalise_;
  QLabel* result_;
};

}  // namespace cadenza::ui
