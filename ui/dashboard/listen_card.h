// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <memory>
#include <optional>

#include "ui/controllers/listening_controller.h"
#include "ui/theme.h"

class QPushButton;

namespace cadenza::ui {

class ElidedLabel;
class MusicStrip;

/// One of the two places that a checkpoint can be put into to be heard: A or B. The active one
/// takes what is chosen on the curve.
class ListenCard : public QFrame {
  Q_OBJECT

 public:
  /// `appearance` must outlive it.
  ListenCard(const QString& letter, const Appearance& appearance, QWidget* parent = nullptr);

  /// The checkpoint whose music stands here or is awaited; nothing: none.
  [[nodiscard]] std::optional<std::int64_t> step() const { return step_; }
  void clear();
  /// `words` name the checkpoint; its music comes by setMusic().
  void await(std::int64_t step, const QString& words);
  void setMusic(std::shared_ptr<const ContinuedMusic> music);
  void setFailure(const QString& sentence);
  [[nodiscard]] const std::shared_ptr<const ContinuedMusic>& music() const { return music_; }

  void setActive(bool active);
  void setHeard(bool heard);
  void setPlayhead(std::optional<Tick> tick);
  /// Whether its weights can become a model.
  void setUsable(bool usable);

 Q_SIGNALS:
  void activated();
  void hearToggled();
  void seekRequested(cadenza::Tick tick);
  void keepRequested();
  void useRequested();

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void showWords(const QString& words);
  void updateButtons();

  const Appearance& appearance_;
  QString letter_;
  std::optional<std::int64_t> step_;
  std::shared_ptr<const ContinuedMusic> music_;
  bool active_ = false;
  bool heard_ = false;
  bool usable_ = false;
  ElidedLabel* title_;
  MusicStrip* strip_;
  QPushButton* hear_;
  QPushButton* keep_;
  QPushButton* use_;
};

}  // namespace cadenza::ui
