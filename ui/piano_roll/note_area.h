// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "ui/piano_roll/gesture.h"
#include "ui/piano_roll/roll_painter.h"
#include "ui/piano_roll/wheel_control.h"

namespace cadenza::ui {

class NoteListAccessible;

/// The sheet with the notes: shows the state and starts the gesture that a press asks for. What
/// stands still is painted once into an image; playhead and rubber band go over it.
class NoteArea : public QWidget {
  Q_OBJECT

 public:
  NoteArea(RollState& state, WheelControl& wheel, QWidget* parent);
  ~NoteArea() override;

  [[nodiscard]] RollState& state() const { return state_; }
  /// What screen readers see of the area, once one has asked; told of what changes.
  void setAccessible(NoteListAccessible* list) { accessible_ = list; }

 Q_SIGNALS:
  void contextMenuRequested(QPoint globalPosition);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  enum class Hand { Arrow, Pencil, Eraser, OnBody, OnEdge };

  [[nodiscard]] Hand wantedHand() const;
  [[nodiscard]] Pointer pointerAt(QPointF position, Qt::KeyboardModifiers modifiers) const;
  [[nodiscard]] std::unique_ptr<Gesture> gestureFor(const Pointer& pointer, Qt::MouseButton button);
  [[nodiscard]] std::unique_ptr<Gesture> gestureOnNote(const Pointer& pointer, const NoteHit& hit);
  void connectAccessibility();
  void takeCursorTo(const Pointer& pointer);
  void openContextMenu(const Pointer& pointer, QPoint globalPosition);
  void moveGestureTo(const Pointer& pointer);
  void endGesture();
  void scrollWhileDragging();
  void hoverAt(QPointF position);
  void setHovered(const std::optional<NoteHit>& hit);
  void updateCursor();
  void invalidate();
  void movePlayhead(Tick from, Tick to);
  void findLitNotes();
  void paintLitNotes(QPainter& painter) const;
  void paintPlayhead(QPainter& painter) const;
  void paintHint(QPainter& painter) const;
  void paintLegend(QPainter& painter) const;
  /// The note under the pointer, else under the note cursor, that the model's thoughts are told of.
  [[nodiscard]] std::optional<Note> noteInQuestion() const;
  [[nodiscard]] QRect playheadRect(Tick tick) const;
  [[nodiscard]] QRect logicalRect(const Note& note) const;

  RollState& state_;
  WheelControl& wheel_;
  RollPainter painter_;
  QImage sheet_;
  bool stale_ = true;
  NoteListAccessible* accessible_ = nullptr;

  std::unique_ptr<Gesture> gesture_;
  Qt::MouseButton gestureButton_ = Qt::NoButton;
  std::optional<Pointer> lastPointer_;
  QTimer borderScroll_;
  std::optional<NoteHit> hovered_;
  std::optional<Hand> hand_;  // as the cursor shows it
  bool drewByClick_ = false;  // the press before this one put a note there
  std::vector<Note> lit_;
};

}  // namespace cadenza::ui
