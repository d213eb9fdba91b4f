// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "ui/controllers/listening_controller.h"
#include "ui/dashboard/course_chart.h"
#include "ui/dashboard/training_studio.h"

class QPushButton;

namespace cadenza::ui {

class ElidedLabel;
class ListenCard;

/// Below the curve: what the checkpoints of a run compose from the pinned seed, two of them side by
/// side, heard in turn from the same place.
class ListenPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ListenPanel(const TrainingStudio& studio, QWidget* parent = nullptr);

  /// Whose checkpoints; another run empties both cards.
  void showRun(const std::string& run);
  /// Puts a checkpoint into the active card and lets it be heard as soon as it has composed.
  void choose(qint64 step);
  /// Hears the other card from the same place.
  void switchCards();
  [[nodiscard]] CheckpointMarks marks() const;

 Q_SIGNALS:
  void marksChanged();
  void composeRequested(const std::filesystem::path& model);

 protected:
  void hideEvent(QHideEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeHeader();
  void connectCard(int index);
  void activate(int index);
  void receive(const std::string& run, qint64 step);
  void hear(int index);
  void stopHearing();
  void keep(int index, bool use);
  void showSeed();
  void pin(const Score& seed);
  [[nodiscard]] bool isHeard() const { return heard_ >= 0; }
  [[nodiscard]] QString wordsOf(std::int64_t step) const;
  void takeKept(const std::string& run, qint64 step, const std::filesystem::path& model);

  TrainingStudio studio_;
  std::string run_;
  std::array<ListenCard*, 2> cards_{};
  int active_ = 0;
  int heard_ = -1;         // a card, or -1
  bool hearSoon_ = false;  // what the active card awaits
  bool useKept_ = false;   // what is being kept is to be composed with
  std::map<std::string, std::vector<std::int64_t>> kept_;  // by run
  ElidedLabel* seedText_;
  QPushButton* seedMenu_;
  QPushButton* swap_;
};

}  // namespace cadenza::ui
