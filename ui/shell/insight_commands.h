// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <optional>

#include "core/compose/composition.h"
#include "ui/controllers/insight_controller.h"
#include "ui/shell/studio.h"

namespace cadenza::ui {

struct Actions;
class PianoRoll;

/// "What the model thinks", of a window: asks the chosen model while that is switched on, shows in
/// the roll what it answers and what it expects at the playhead; and Classic A's attention maps of
/// what was composed last. GUI thread.
class InsightCommands : public QObject {
  Q_OBJECT

 public:
  /// `window` owns this; all must outlive it.
  InsightCommands(QWidget& window, PianoRoll& roll, const Studio& studio, const Actions& actions);

  /// The model that is chosen now; an empty path for none.
  void setModel(const std::filesystem::path& path);
  [[nodiscard]] const InsightController& controller() const { return insight_; }

 private:
  void show();
  void ask();
  void keepMaps(const AttentionMaps& maps);
  void showMaps();
  [[nodiscard]] QString message() const;

  QWidget& window_;
  PianoRoll& roll_;
  const Appearance& appearance_;
  QAction* toggle_;
  QAction* mapsAction_;
  InsightController insight_;
  std::filesystem::path path_;
  std::optional<Error> failure_;
  std::optional<AttentionMaps> maps_;
  QTimer pause_;  // between two questions of what comes next
};

}  // namespace cadenza::ui
