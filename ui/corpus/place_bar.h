// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <filesystem>
#include <vector>

#include "ui/controllers/corpus_controller.h"
#include "ui/theme.h"

class QHBoxLayout;

namespace cadenza::ui {

/// The places that are learned from, each to be taken away; files that were chosen one by one stand
/// together.
class PlaceBar : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive the bar.
  PlaceBar(CorpusController& corpus, const Appearance& appearance, QWidget* parent = nullptr);

 private:
  void rebuild();
  void addChip(const QString& text, const QString& toolTip, const QString& iconName,
               std::vector<std::filesystem::path> places);
  void addRest(const std::vector<std::filesystem::path>& folders);

  CorpusController& corpus_;
  const Appearance& appearance_;
  QHBoxLayout* row_;
  std::vector<std::filesystem::path> shown_;
};

}  // namespace cadenza::ui
