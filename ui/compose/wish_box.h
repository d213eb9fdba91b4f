// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/compose/compose_settings.h"
#include "ui/theme.h"

class QComboBox;
class QLabel;

namespace cadenza::ui {

class LabelledSlider;
class SegmentedControl;

/// What is wished: the mode with what belongs to it, length, variations, temperature, density.
class WishBox : public QWidget {
  Q_OBJECT

 public:
  /// `appearance` must outlive this.
  explicit WishBox(const Appearance& appearance, QWidget* parent = nullptr);

  /// Writes what is wished into `settings`.
  void read(ComposeSettings& settings) const;
  void set(const ComposeSettings& settings);
  [[nodiscard]] ComposeMode mode() const;
  void setMode(ComposeMode mode);
  void setStart(ComposeSettings::Start start);
  void setTemperature(double temperature);
  /// Shows what models of that recipe can be told.
  void setRecipe(const Recipe& recipe);
  /// Says where the music will go, or what is to be done first.
  void showPlace(const QString& text, bool isMissing);

 Q_SIGNALS:
  /// Mode, start or length is another one.
  void changed();

 private:
  [[nodiscard]] QWidget* makeStart();
  [[nodiscard]] QWidget* makeDensity();
  void fillDensities(const Recipe& recipe);
  void showMode();

  SegmentedControl* mode_;
  QWidget* startBox_;
  QComboBox* start_;
  QLabel* place_;
  QLabel* deaf_;
  LabelledSlider* strength_;
  LabelledSlider* bars_;
  LabelledSlider* variations_;
  LabelledSlider* temperature_;
  QWidget* densityBox_;
  QComboBox* density_;
  bool hearsWhatFollows_ = true;
};

}  // namespace cadenza::ui
