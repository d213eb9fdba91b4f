// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/keyboard_piano.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <algorithm>
#include <bitset>
#include <chrono>
#include <utility>

#include "core/score/key.h"

namespace cadenza::ui {

namespace {

constexpr int octave = 12;
constexpr int lowestC = 12;
constexpr int highestC = 84;

bool takesText(const QObject* control) {
  const auto* box = qobject_cast<const QComboBox*>(control);
  return (box && box->isEditable()) || qobject_cast<const QLineEdit*>(control) ||
         qobject_cast<const QAbstractSpinBox*>(control) ||
         qobject_cast<const QTextEdit*>(control) || qobject_cast<const QPlainTextEdit*>(control);
}

bool endsMode(const QKeyEvent& event) {
  return event.key() == Qt::Key_Escape && QApplication::mouseButtons() == Qt::NoButton;
}

bool isPlain(const QKeyEvent& event) {
  return (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

QString nameOf(int pitch) { return QString::fromStdString(pitchName(pitch)); }

}  // namespace

KeyboardPiano::KeyboardPiano(QWidget& window) : QObject(&window), window_(window) {
  qApp->installEventFilter(this);
}

void KeyboardPiano::setOn(bool on) {
  if (on == on_) return;
  on_ = on;
  letAllGo();
  Q_EMIT onChanged(on_);
}

QString KeyboardPiano::stateText() const {
  return tr("Keys play %1 to %2; [ and ] change the octave, Esc ends")
      .arg(nameOf(lowestPitch()), nameOf(highestPitch()));
}

KeyboardPiano::KeyId KeyboardPiano::idOf(const QKeyEvent& event) {
  const auto code = keyCode(event.nativeScanCode(), QGuiApplication::platformName());
  return code.value_or(-event.key());
}

std::optional<PianoKey> KeyboardPiano::pianoKey(const QKeyEvent& event) {
  const KeyId id = idOf(event);
  const bool isPageKey = event.key() == Qt::Key_PageUp || event.key() == Qt::Key_PageDown;
  return id > 0 && !isPageKey ? pianoKeyAt(id) : pianoKeyOf(static_cast<Qt::Key>(event.key()));
}

bool KeyboardPiano::isOurs(const QObject* watched, const QKeyEvent& event) const {
  const auto* widget = qobject_cast<const QWidget*>(watched);
  return widget && widget->window() == &window_ && !takesText(widget) &&
         (isIdle(event) || (isPlain(event) && (endsMode(event) || pianoKey(event))));
}

// Letters that play nothing are consumed, so that they trigger no command.
bool KeyboardPiano::isIdle(const QKeyEvent& event) {
  const bool isLetter = event.key() >= Qt::Key_A && event.key() <= Qt::Key_Z;
  const bool hasShift = event.modifiers() == Qt::ShiftModifier;
  return isLetter && (hasShift || (isPlain(event) && !pianoKey(event)));
}

bool KeyboardPiano::eventFilter(QObject* watched, QEvent* event) {
  if (!on_) return false;
  switch (event->type()) {
    case QEvent::ShortcutOverride:
      if (isOurs(watched, static_cast<const QKeyEvent&>(*event))) event->accept();
      return false;
    case QEvent::KeyPress:
      return isOurs(watched, static_cast<const QKeyEvent&>(*event)) &&
             press(static_cast<const QKeyEvent&>(*event));
    case QEvent::KeyRelease:
      return release(static_cast<const QKeyEvent&>(*event));
    case QEvent::WindowDeactivate:
    case QEvent::Hide:
      if (watched == &window_) letAllGo();
      return false;
    default:
      return false;
  }
}

bool KeyboardPiano::press(const QKeyEvent& event) {
  if (event.isAutoRepeat()) return true;
  if (endsMode(event)) {
    setOn(false);
    return true;
  }
  if (isIdle(event)) return true;
  const PianoKey key = *pianoKey(event);
  switch (key.kind) {
    case PianoKey::Kind::Note:
      play(idOf(event), lowest_ + key.semitone);
      break;
    case PianoKey::Kind::OctaveDown:
      shift(-1);
      break;
    case PianoKey::Kind::OctaveUp:
      shift(1);
      break;
  }
  return true;
}

bool KeyboardPiano::release(const QKeyEvent& event) {
  const auto key = held_.find(idOf(event));
  if (key == held_.end()) return false;
  if (event.isAutoRepeat()) return true;
  const int pitch = key->second;
  held_.erase(key);
  if (!isHeld(pitch)) letGo(pitch);
  return true;
}

bool KeyboardPiano::isHeld(int pitch) const {
  return std::any_of(held_.begin(), held_.end(),
                     [pitch](const auto& held) { return held.second == pitch; });
}

void KeyboardPiano::play(KeyId key, int pitch) {
  const bool sounds = isHeld(pitch);
  if (!held_.emplace(key, pitch).second || sounds) return;
  Q_EMIT played({MidiMessage::noteOn(pitch, velocity_), std::chrono::steady_clock::now()});
}

void KeyboardPiano::letGo(int pitch) {
  Q_EMIT played({MidiMessage::noteOff(pitch), std::chrono::steady_clock::now()});
}

void KeyboardPiano::letAllGo() {
  std::map<KeyId, int> held = std::exchange(held_, {});
  std::bitset<128> pitches;
  for (const auto& [key, pitch] : held) pitches.set(static_cast<std::size_t>(pitch));
  for (int pitch = 0; pitch < 128; ++pitch) {
    if (pitches.test(static_cast<std::size_t>(pitch))) letGo(pitch);
  }
}

void KeyboardPiano::shift(int octaves) {
  const int lowest = std::clamp(lowest_ + octaves * octave, lowestC, highestC);
  if (lowest == lowest_) return;
  lowest_ = lowest;
  Q_EMIT rangeChanged();
}

}  // namespace cadenza::ui
