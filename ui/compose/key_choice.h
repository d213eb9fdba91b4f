// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/score/key.h"

class QComboBox;
class QLabel;

namespace cadenza::ui {

/// The key that composing keeps to: the piece's (its own, else the estimated one), as at first,
/// any, or a chosen one, which becomes the piece's.
class KeyChoice : public QWidget {
  Q_OBJECT

 public:
  explicit KeyChoice(QWidget* parent = nullptr);

  /// What composing keeps to now: nothing for any key.
  [[nodiscard]] std::optional<Key> key() const;
  /// Chooses `key`, unless that holds already; the piece's key stays as it is.
  void setKey(std::optional<Key> key);
  /// The piece's key was changed by an edit: a choice of one key follows, and any key becomes the
  /// new one.
  void followEdit(std::optional<Key> pieceKey);
  /// Another piece: a chosen key does not outlive its piece.
  void startPiece(std::optional<Key> pieceKey);
  /// What stands in for the key of a piece that has none; nothing where too few notes are there.
  void setEstimate(std::optional<Key> estimate);
  [[nodiscard]] bool followsPiece() const;
  void followPiece();

 Q_SIGNALS:
  /// What composing keeps to is another key.
  void keyChanged(std::optional<cadenza::Key> key);
  /// The user chose this key for the piece.
  void picked(cadenza::Key key);

 private:
  void change();
  void pick();

  QComboBox* tonic_;
  QComboBox* scale_;
  QLabel* estimateText_;
  std::optional<Key> pieceKey_;
  std::optional<Key> estimate_;
};

}  // namespace cadenza::ui
