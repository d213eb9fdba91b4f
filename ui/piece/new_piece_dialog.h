// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <optional>

#include "core/project/project.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace cadenza::ui {

/// Asks for the settings of a new piece: title, tempo, time signature, key; or copies all tempo and
/// time signature changes of the current piece. GUI thread.
class NewPieceDialog : public QDialog {
  Q_OBJECT

 public:
  /// Suggests what `current`, in `key`, begins with.
  NewPieceDialog(const Score& current, std::optional<Key> key, QWidget* parent);

  /// A piece without notes.
  [[nodiscard]] Project beginning() const;

 private:
  void makeFields(std::optional<Key> key);
  void layOut();
  [[nodiscard]] Score score() const;

  Score current_;
  QLineEdit* title_;
  QDoubleSpinBox* tempo_;
  QSpinBox* beats_;
  QComboBox* unit_;
  QComboBox* key_;
  QCheckBox* likeThis_;
};

}  // namespace cadenza::ui
