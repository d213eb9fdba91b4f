// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>
#include <memory>
#include <optional>

#include "ui/controllers/listening_controller.h"
#include "ui/theme.h"

namespace cadenza::ui {

/// A small piano roll of music that a model wrote: the seed in grey, what is the model's in its
/// colour, and where it is heard. A click tells the place.
class MusicView : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive it.
  explicit MusicView(const Appearance& appearance, QWidget* parent = nullptr);

  /// Null shows `message` instead.
  void setMusic(std::shared_ptr<const ContinuedMusic> music, const QString& message = {});
  void setPlayhead(std::optional<Tick> tick);

  [[nodiscard]] QSize sizeHint() const override { return {360, 96}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {160, 72}; }

 Q_SIGNALS:
  void clicked(cadenza::Tick tick);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  [[nodiscard]] double xOf(Tick tick) const;
  void redraw();
  void draw();
  void drawNotes(QPainter& painter) const;

  const Appearance& appearance_;
  std::shared_ptr<const ContinuedMusic> music_;
  QString message_;
  QPixmap picture_;  // null: to be drawn
  std::optional<Tick> playhead_;
};

}  // namespace cadenza::ui
