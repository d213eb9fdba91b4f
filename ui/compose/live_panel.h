// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/controllers/live_controller.h"
#include "ui/theme.h"

class QAction;
class QDoubleSpinBox;
class QLabel;
class QSettings;

namespace cadenza::ui {

/// Below the Compose panel: lets the model play on or answer, and says how that goes. Model and
/// controls are the Compose panel's.
class LivePanel : public QWidget {
  Q_OBJECT

 public:
  /// All must outlive the panel; the actions are checkable.
  LivePanel(LiveController& live, QAction* playOn, QAction* answer, const Appearance& appearance,
            QWidget* parent = nullptr);

  /// Seconds of silence that end a phrase.
  [[nodiscard]] double breath() const;
  void restore(const QSettings& settings);
  void save(QSettings& settings) const;

  /// How a session stands, in words: "Writes 4.2 s ahead".
  [[nodiscard]] static QString stateText(LiveController::Activity activity, bool isPlaying,
                                         const LiveReport& report);

 private:
  [[nodiscard]] QWidget* makeButtons(QAction* playOn, QAction* answer,
                                     const Appearance& appearance);
  [[nodiscard]] QWidget* makeBreathRow();
  void showState();

  LiveController& live_;
  QLabel* state_;
  QLabel* behind_;
  QWidget* breathRow_;
  QDoubleSpinBox* breath_;
};

}  // namespace cadenza::ui
