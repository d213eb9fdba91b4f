// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>
#include <vector>

#include "core/play/soundfont.h"
#include "ui/controllers/background.h"

class QComboBox;
class QLabel;

namespace cadenza::ui {

/// The soundfonts that are there, and any other file. What is chosen is checked off the GUI thread
/// first; a bad one is refused by name, with the reason, and the one before stays. GUI thread.
class SoundfontChooser : public QWidget {
  Q_OBJECT

 public:
  explicit SoundfontChooser(int width);

  /// `standard` is the default piano's file, may be empty.
  void setFonts(std::vector<SoundfontEntry> fonts, const std::filesystem::path& standard);
  /// Empty: the default piano.
  void setChosen(const std::filesystem::path& font);

 Q_SIGNALS:
  /// By the user, and it can be used.
  void chosen(const std::filesystem::path& font);

 private:
  void display();
  void add();
  void check(const std::filesystem::path& font);

  std::vector<SoundfontEntry> fonts_;
  std::filesystem::path standard_;
  std::filesystem::path chosen_;
  QComboBox* box_;
  QLabel* refusal_;
  BackgroundTask checking_;  // last: joins before the rest goes
};

}  // namespace cadenza::ui
