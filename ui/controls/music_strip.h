// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/score/score.h"
#include "ui/theme.h"

namespace cadenza::ui {

/// A piece as a small roll: what was given in the hue of notes, what a model wrote in that of
/// proposals; bars as lines, and where it is
/// heard. A click tells the place.
class MusicStrip : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive the strip.
  explicit MusicStrip(const Appearance& appearance, QWidget* parent = nullptr);

  /// `from` is where the model's own begins; `length` is what the width shows at least.
  void setMusic(const std::optional<Score>& score, Tick from, Tick length);
  /// Words in place of music.
  void setWords(const QString& words);
  [[nodiscard]] const QString& words() const { return words_; }
  [[nodiscard]] bool hasMusic() const { return score_.has_value(); }

  /// Where it is heard; nothing: it is not.
  void setPlayhead(std::optional<Tick> tick);

  [[nodiscard]] QSize sizeHint() const override { return {480, 88}; }

 Q_SIGNALS:
  /// A place in the music.
  void clicked(cadenza::Tick tick);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  [[nodiscard]] QRectF room() const;
  [[nodiscard]] double ticksShown() const;
  void paintMusic(QPainter& painter) const;

  const Appearance& appearance_;
  std::optional<Score> score_;
  Tick from_ = 0;
  Tick length_ = 0;
  QString words_;
  std::optional<Tick> playhead_;
};

}  // namespace cadenza::ui
