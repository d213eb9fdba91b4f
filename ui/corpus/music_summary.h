// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/corpus/corpus_listing.h"
#include "core/corpus/scan.h"

class QLabel;

namespace cadenza::ui {

class Figure;

/// How much music there is, how it is divided, and what is not used.
class MusicSummary : public QWidget {
  Q_OBJECT

 public:
  explicit MusicSummary(QWidget* parent = nullptr);

  void show(const ListingSummary& summary, const ScanReport& report, std::size_t places);

 private:
  Figure* pieces_;
  Figure* notes_;
  Figure* hours_;
  Figure* train_;
  Figure* validation_;
  QLabel* rest_;
};

/// "3 files skipped, 12 repeat others, 2 left out"; says so where there are none.
[[nodiscard]] QString restText(const ListingSummary& summary, std::size_t files);
/// What is wrong with the split, or where it comes from: `official` from the collection, else
/// drawn, but for those of several `places` that have one.
[[nodiscard]] QString splitText(const ListingSummary& summary, bool official, std::size_t places);
/// A line on the folders and pipes that a scan passed over; empty where there are none.
[[nodiscard]] QString passedOverText(const std::vector<SkippedFile>& passedOver);

}  // namespace cadenza::ui
