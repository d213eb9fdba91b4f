// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QObject>
#include <QPointer>
#include <cstddef>
#include <functional>
#include <vector>

namespace cadenza::ui {

class Appearance;

/// The parts of a window between which the focus goes by a key, and a line at the top of the one
/// that has it. GUI thread.
class Panes : public QObject {
  Q_OBJECT

 public:
  /// `appearance` must outlive this; a pane may be destroyed first.
  explicit Panes(const Appearance& appearance, QObject* parent);

  /// `isThere` returns whether the pane can be focused now; `enter` shows and focuses it.
  void add(QWidget* pane, std::function<bool()> isThere, std::function<void()> enter);
  /// To the pane behind (1) or before (-1) the one with the focus, round and round.
  void go(int direction);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Pane {
    QPointer<QWidget> widget;
    std::function<bool()> isThere;
    std::function<void()> enter;
    QPointer<QFrame> mark;
  };

  [[nodiscard]] std::ptrdiff_t focused() const;
  void showMarks();
  void updateColour();

  const Appearance& appearance_;
  std::vector<Pane> panes_;
};

}  // namespace cadenza::ui
