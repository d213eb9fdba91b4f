// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/piano_roll/note_area.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/score/edits.h"
#include "core/score/key.h"
#include "ui/piano_roll/cursor_keys.h"
#include "ui/piano_roll/roll_accessibility.h"
#include "ui/piano_roll/words.h"

namespace cadenza::ui {
namespace {

constexpr int borderScrollMs = 16;

}  // namespace

NoteArea::NoteArea(RollState& state, WheelControl& wheel, QWidget* parent)
    : QWidget(parent), state_(state), wheel_(wheel), painter_(state) {
  // First: Qt asks for an interface, and keeps it, as soon as the area has a name.
  NoteListAccessible::install();
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMinimumSize(160, 96);
  setAccessibleName(tr("Notes"));
  setAccessibleDescription(
      tr("The notes of the piece. Tab goes to the next note, arrow keys move what is selected."));
  borderScroll_.setInterval(borderScrollMs);
  connect(&borderScroll_, &QTimer::timeout, this, &NoteArea::scrollWhileDragging);
  connect(&state_, &RollState::viewChanged, this, &NoteArea::invalidate);
  connect(&state_, &RollState::looksChanged, this, &NoteArea::invalidate);
  connect(&state_, &RollState::playheadMoved, this, &NoteArea::movePlayhead);
  connect(&state_, &RollState::soundingChanged, this, &NoteArea::findLitNotes);
  connect(&state_, &RollState::expectationChanged, this,
          [this] { update(playheadRect(state_.playhead())); });
  connect(&state_, &RollState::toolChanged, this, &NoteArea::updateCursor);
  const auto repaint = qOverload<>(&QWidget::update);
  connect(&state_.cursor(), &NoteCursor::moved, this, repaint);
  connect(&state_.writer(), &NoteWriter::lengthChanged, this, repaint);
  connect(&state_.writer(), &NoteWriter::onChanged, this, [this](bool on) {
    if (on) setFocus(Qt::ShortcutFocusReason);
    update();
  });
  connect(&state_, &RollState::themeChanged, this, [this] {
    hand_.reset();
    updateCursor();
  });
  connectAccessibility();
  const auto contentReplaced = [this] {
    endGesture();
    setHovered(std::nullopt);
    findLitNotes();
  };
  connect(&state_.document(), &Document::changed, this, contentReplaced);
  connect(&state_.document(), &Document::replaced, this, contentReplaced);
  updateCursor();
}

NoteArea::~NoteArea() = default;

void NoteArea::connectAccessibility() {
  const auto tell = [this](void (NoteListAccessible::*what)()) {
    return [this, what] {
      if (accessible_) (accessible_->*what)();
    };
  };
  const auto forget = tell(&NoteListAccessible::forgetOutdated);
  connect(&state_.document(), &Document::changed, this, forget);
  connect(&state_.document(), &Document::replaced, this, forget);
  connect(&state_, &RollState::candidateChanged, this, tell(&NoteListAccessible::forgetItems));
  connect(&state_.cursor(), &NoteCursor::moved, this, tell(&NoteListAccessible::tellFocus));
  connect(&state_.document(), &Document::selectionChanged, this,
          tell(&NoteListAccessible::tellSelection));
}

Pointer NoteArea::pointerAt(QPointF position, Qt::KeyboardModifiers modifiers) const {
  return {position, state_.view().tickAt(position.x()), state_.view().pitchAt(position.y()),
          modifiers};
}

std::unique_ptr<Gesture> NoteArea::gestureFor(const Pointer& pointer, Qt::MouseButton button) {
  if (button == Qt::MiddleButton) return panGesture(state_, pointer);
  if (state_.tool() == Tool::Erase) return eraseGesture(state_, pointer);
  if (const auto hit = hitNote(state_.score(), state_.view(), pointer.position)) {
    return gestureOnNote(pointer, *hit);
  }
  if (state_.tool() == Tool::Select || pointer.extends()) return selectGesture(state_, pointer);
  state_.document().clearSelection();
  return drawGesture(state_, pointer);
}

std::unique_ptr<Gesture> NoteArea::gestureOnNote(const Pointer& pointer, const NoteHit& hit) {
  if (hit.part == NotePart::Body || pointer.extends())
    return moveGesture(state_, pointer, hit.note);
  return resizeGesture(state_, pointer, hit);
}

void NoteArea::mousePressEvent(QMouseEvent* event) {
  if (gesture_) return;
  const Pointer pointer = pointerAt(event->position(), event->modifiers());
  takeCursorTo(pointer);
  if (event->button() == Qt::RightButton) {
    openContextMenu(pointer, event->globalPosition().toPoint());
    return;
  }
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
  drewByClick_ = event->button() == Qt::LeftButton && state_.tool() == Tool::Pencil &&
                 !hitNote(state_.score(), state_.view(), pointer.position);
  setHovered(std::nullopt);
  gestureButton_ = event->button();
  lastPointer_ = pointer;
  gesture_ = gestureFor(pointer, event->button());
  updateCursor();
  update();
}

// So that keys go on where the mouse was.
void NoteArea::takeCursorTo(const Pointer& pointer) {
  const auto hit = hitNote(state_.score(), state_.view(), pointer.position);
  const Tick tick = hit ? hit->note.onset : state_.toGridDown(pointer.tick, false);
  state_.cursor().followMouse(tick, pointer.pitch);
}

void NoteArea::mouseDoubleClickEvent(QMouseEvent* event) {
  const bool plain = event->button() == Qt::LeftButton && state_.tool() != Tool::Erase;
  if (gesture_ || !plain) return mousePressEvent(event);
  if (std::exchange(drewByClick_, false)) return;
  const Pointer pointer = pointerAt(event->position(), event->modifiers());
  if (const auto hit = hitNote(state_.score(), state_.view(), pointer.position)) {
    state_.document().push(stepName(tr("Erase"), 1), eraseNotes(std::span(&hit->note, 1)));
    return;
  }
  gestureButton_ = event->button();
  lastPointer_ = pointer;
  gesture_ = drawGesture(state_, pointer);
}

void NoteArea::mouseMoveEvent(QMouseEvent* event) {
  if (gesture_) {
    moveGestureTo(pointerAt(event->position(), event->modifiers()));
  } else {
    hoverAt(event->position());
  }
}

void NoteArea::moveGestureTo(const Pointer& pointer) {
  lastPointer_ = pointer;
  gesture_->move(pointer);
  const bool outside = !rect().contains(pointer.position.toPoint());
  if (outside && gesture_->scrollsAtBorders()) {
    if (!borderScroll_.isActive()) borderScroll_.start();
  } else {
    borderScroll_.stop();
  }
  const auto& added = state_.preview().added.notes;
  if (added.size() == 1)
    state_.hover(noteText(state_.score().meter(), added.front(), state_.key()));
}

void NoteArea::mouseReleaseEvent(QMouseEvent* event) {
  if (!gesture_ || event->button() != gestureButton_) return;
  // The gesture is out of the member first: its edit must not be taken for somebody else's.
  const auto gesture = std::move(gesture_);
  gesture->release(pointerAt(event->position(), event->modifiers()));
  endGesture();
  hoverAt(event->position());
}

void NoteArea::endGesture() {
  gesture_.reset();
  gestureButton_ = Qt::NoButton;
  lastPointer_.reset();
  borderScroll_.stop();
  updateCursor();
  update();
}

void NoteArea::scrollWhileDragging() {
  if (!gesture_ || !lastPointer_) return borderScroll_.stop();
  const QPointF at = lastPointer_->position;
  const auto beyond = [](double value, double limit) {
    return value < 0 ? value : std::max(0.0, value - limit);
  };
  const QPointF distance(beyond(at.x(), width()), beyond(at.y(), height()));
  state_.changeView([&](RollTransform& view) { view.scrollByPixels(distance / 4); });
  moveGestureTo(pointerAt(at, lastPointer_->modifiers));
}

bool NoteArea::event(QEvent* event) {
  // While something is being dragged, no shortcut may change what is under it.
  if (event->type() == QEvent::ShortcutOverride &&
      (gesture_ || takesBeforeShortcuts(state_, static_cast<QKeyEvent&>(*event)))) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void NoteArea::keyPressEvent(QKeyEvent* event) {
  if (!gesture_) {
    if (!handleCursorKey(state_, *event)) QWidget::keyPressEvent(event);
    return;
  }
  if (event->key() == Qt::Key_Escape) return endGesture();
  moveGestureTo(pointerAt(lastPointer_->position, event->modifiers()));
}

void NoteArea::keyReleaseEvent(QKeyEvent* event) {
  if (!gesture_) return QWidget::keyReleaseEvent(event);
  moveGestureTo(pointerAt(lastPointer_->position, event->modifiers()));
}

void NoteArea::focusInEvent(QFocusEvent* event) {
  update();
  QWidget::focusInEvent(event);
}

void NoteArea::focusOutEvent(QFocusEvent* event) {
  update();
  if (gesture_ && event->reason() != Qt::PopupFocusReason) endGesture();
  QWidget::focusOutEvent(event);
}

void NoteArea::wheelEvent(QWheelEvent* event) {
  wheel_.handle(*event, event->position());
  if (gesture_ && lastPointer_) {
    moveGestureTo(pointerAt(event->position(), event->modifiers()));
  } else {
    hoverAt(event->position());
  }
}

void NoteArea::openContextMenu(const Pointer& pointer, QPoint globalPosition) {
  const auto hit = hitNote(state_.score(), state_.view(), pointer.position);
  if (hit && !state_.document().isSelected(hit->note)) state_.document().select({hit->note});
  Q_EMIT contextMenuRequested(globalPosition);
}

void NoteArea::hoverAt(QPointF position) {
  if (!rect().contains(position.toPoint())) return setHovered(std::nullopt);
  const auto hit = hitNote(state_.score(), state_.view(), position);
  setHovered(hit);
  if (hit) return state_.hover(state_.textOf(hit->note));
  const Tick tick = state_.toGridDown(state_.view().tickAt(position.x()), false);
  state_.hover(tr("%1 · bar %2")
                   .arg(pitchText(state_.view().pitchAt(position.y()), state_.key()),
                        positionText(state_.score().meter(), tick)));
}

void NoteArea::setHovered(const std::optional<NoteHit>& hit) {
  const bool sameNote =
      hit.has_value() == hovered_.has_value() && (!hit || hit->note == hovered_->note);
  if (!sameNote && hovered_) update(logicalRect(hovered_->note));
  hovered_ = hit;
  if (!sameNote && hovered_) update(logicalRect(hovered_->note));
  if (!sameNote && state_.insight()) update();
  updateCursor();
}

void NoteArea::leaveEvent(QEvent* event) {
  setHovered(std::nullopt);
  state_.hover({});
  QWidget::leaveEvent(event);
}

void NoteArea::resizeEvent(QResizeEvent* event) {
  state_.changeView([&](RollTransform& view) { view.resize(event->size()); });
}

}  // namespace cadenza::ui
