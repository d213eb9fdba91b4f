// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QWidget>
#include <optional>

#include "core/score/key.h"

namespace cadenza::ui {

class PianoRoll;

/// The grid that notes snap to.
class SnapBox : public QComboBox {
  Q_OBJECT

 public:
  /// The roll must outlive the box.
  explicit SnapBox(PianoRoll& roll);

 private:
  void show(int ticks);

  PianoRoll& roll_;
};

/// The key of the piece, as a tonic and a scale; none shades no rows.
class KeyPicker : public QWidget {
  Q_OBJECT

 public:
  /// The roll must outlive the picker.
  explicit KeyPicker(PianoRoll& roll);

 private:
  void fillTonics(Scale scale);
  void show(std::optional<Key> key);
  void take();

  PianoRoll& roll_;
  QComboBox* tonic_;
  QComboBox* scale_;
};

}  // namespace cadenza::ui
