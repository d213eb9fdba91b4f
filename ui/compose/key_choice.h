// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/score/key.h"

class QComboBox;
class QLabel;

namespace cadenza::ui {

/// Any key, the one that the piece seems to be in, or a chosen one.
class KeyChoice : public QWidget {
  Q_OBJECT

 public:
  explicit KeyChoice(QWidget* parent = nullptr);

  /// What holds now: nothing for any key.
  [[nodiscard]] std::optional<Key> key() const;
  /// Chooses `key`, unless that holds already (as the estimate, too).
  void setKey(std::optional<Key> key);
  /// What "from the piece" means; nothing where too little stands there.
  void setEstimate(std::optional<Key> estimate);
  [[nodiscard]] bool followsPiece() const;
  void followPiece();

 Q_SIGNALS:
  void keyChanged(std::optional<cadenza::Key> key);

 private:
  void change();

  QComboBox* tonic_;
  QComboBox* scale_;
  QLabel* estimateText_;
  std::optional<Key> estimate_;
};

}  // namespace cadenza::ui
