// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <vector>

#include "ui/shell/piece_window.h"

namespace cadenza::ui {

/// All open windows of the program, one a piece. GUI thread.
class Windows : public QObject {
  Q_OBJECT

 public:
  /// All that is shared must outlive this.
  explicit Windows(SharedParts shared, QObject* parent = nullptr);
  ~Windows() override;

  /// A window with an empty piece that is not shown yet. The first one opens its sound at once,
  /// later ones when it is needed.
  PieceWindow& add();
  /// The same, shown a little beside the window that was used last.
  PieceWindow& openNew();
  /// Opens a piece in a window where nothing was done yet, else in a new one; a piece that is open
  /// already is shown.
  void openFile(const QString& path);
  /// Looks, off the GUI thread, for work that programs left behind when they died, and shows it to
  /// the user where there is some.
  void offerLostWork();
  /// Asks about a training whose program died, where there is one.
  void offerInterruptedTraining();
  /// Goes on with lost work, in such a window too.
  void restore(LostPiece piece);
  /// A window for each file, or an empty one, where none is left.
  void showAgain(const QStringList& files);
  /// Closes one window after the other, each with its own question; ends where the user cancels.
  void quit();

  [[nodiscard]] const std::vector<std::unique_ptr<PieceWindow>>& all() const { return all_; }

 Q_SIGNALS:
  /// The last window closes while a training is to go on.
  void backgroundWanted();

 private:
  void showLostWork(std::vector<LostPiece> lost);
  void connectWindow(PieceWindow& piece);
  void listWindows(QMenu& menu, const PieceWindow& current);
  [[nodiscard]] PieceWindow& freeWindow();
  [[nodiscard]] QWidget* windowOf(const QString& path, const PieceWindow* except = nullptr) const;
  [[nodiscard]] bool showIfOpen(const QString& path) const;
  void close(const PieceWindow& piece);
  void tellTheLast();
  void noticeUse(const QWidget* focused);
  void handTo(PieceWindow* piece);
  void sayHowHandsAreHeard();

  SharedParts shared_;
  std::vector<std::unique_ptr<PieceWindow>> all_;
  PieceWindow* usedLast_ = nullptr;
  bool quitting_ = false;
  BackgroundTask looking_;
};

}  // namespace cadenza::ui
