// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <cstdint>

#include "core/compose/compose_request.h"

class QCheckBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QSpinBox;
class QToolButton;

namespace cadenza::ui {

class Appearance;
class LabelledSlider;
class PitchField;

/// What is seldom set: top-p, the limits but for the key, Classic A's tempo, and the seed number.
/// Folded away behind a button until it is wanted.
class MoreBox : public QWidget {
  Q_OBJECT

 public:
  static constexpr int largestSeed = 999'999;

  /// `appearance` must outlive this.
  explicit MoreBox(const Appearance& appearance, QWidget* parent = nullptr);

  /// Shows what a model can be told.
  void setAbilities(const Abilities& abilities);

  [[nodiscard]] double topP() const;
  void setTopP(double share);
  /// Without a key.
  [[nodiscard]] Limits limits() const;
  void setLimits(const Limits& limits);
  [[nodiscard]] double tempoFactor() const;
  void setTempoFactor(double factor);

  /// The seed number; another one first where the user wants a new one each time.
  [[nodiscard]] std::uint64_t takeSeed();
  [[nodiscard]] std::uint64_t seed() const;
  /// Kept from now on, until the user wants new ones.
  void setSeed(std::uint64_t seed);
  [[nodiscard]] bool takesNewSeeds() const;
  void setTakesNewSeeds(bool on);

 private:
  void makeLimits(QGridLayout& grid);
  void makeSeed(QGridLayout& grid, const Appearance& appearance);

  QToolButton* more_;
  QWidget* box_;
  LabelledSlider* topP_;
  PitchField* lowest_;
  PitchField* highest_;
  QSpinBox* polyphony_;
  QDoubleSpinBox* longestRest_;
  QSpinBox* softest_;
  QSpinBox* loudest_;
  QLabel* velocityLabel_;
  QWidget* velocityRow_;
  QLabel* tempoLabel_;
  QDoubleSpinBox* tempoFactor_;
  QSpinBox* seed_;
  QCheckBox* newSeed_;
};

}  // namespace cadenza::ui
