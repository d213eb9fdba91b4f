// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QImage>
#include <optional>

#include "core/corpus/corpus_listing.h"
#include "core/score/score.h"
#include "ui/controllers/background.h"
#include "ui/theme.h"

class QLabel;
class QPushButton;

namespace cadenza::ui {

class ElidedLabel;

/// One piece to see and to hear: its notes as a picture, what it is called, and a button.
class PieceCard : public QFrame {
  Q_OBJECT

 public:
  /// `appearance` must outlive the card.
  explicit PieceCard(const Appearance& appearance, QWidget* parent = nullptr);

  /// `score` is nothing where the file's notes are not known. Painted off the GUI thread.
  void show(const ListedFile& file, bool leftOut, std::optional<Score> score);
  void showNothing();
  /// The piece sounds.
  void setHeard(bool heard);

 Q_SIGNALS:
  /// To hear it, or to hear it no more.
  void hearToggled();

 private:
  void draw(Score score);
  void showPicture();
  [[nodiscard]] QSize pictureSize() const;

  const Appearance& appearance_;
  QLabel* picture_;
  ElidedLabel* title_;
  ElidedLabel* composer_;
  QLabel* facts_;
  QLabel* remark_;
  QPushButton* hear_;
  QImage notes_;
  std::optional<Score> next_;  // to be drawn when the picture before it is done
  bool heard_ = false;
  BackgroundTask drawing_{this};  // last: joins before the rest goes
};

}  // namespace cadenza::ui
