// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/compose/composition.h"
#include "ui/theme.h"

class QLabel;

namespace cadenza::ui {

class HeatMap;

/// What the two attentions of Classic A looked at when it told its last frame, as its original drew
/// it: two maps, frames named by their chords. GUI thread.
class AttentionDialog : public QDialog {
  Q_OBJECT

 public:
  /// The appearance must outlive the dialog.
  AttentionDialog(const AttentionMaps& maps, const Appearance& appearance,
                  QWidget* parent = nullptr);

 private:
  void tell(const QString& which, const HeatMap& map);

  QStringList names_;
  QLabel* told_;
};

/// "C4 E4 G4", "silence", or "no chord" for class 0, of a chord as AttentionMaps names it.
[[nodiscard]] QString chordText(const std::string& chord);

}  // namespace cadenza::ui
