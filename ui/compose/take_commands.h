// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include "ui/compose/take_comparison.h"
#include "ui/compose/take_list.h"
#include "ui/controllers/playback_controller.h"

class QAction;

namespace cadenza::ui {

/// What can be done with takes, as commands. They act on the take that is chosen in the list; their
/// keys work while the list has the focus, those of `compare` everywhere. GUI thread.
class TakeCommands : public QObject {
  Q_OBJECT

 public:
  /// All must outlive this.
  TakeCommands(Document& document, PlaybackController& playback, TakeModel& model, TakeList& list,
               TakeComparison& comparison, const Appearance& appearance);

  QAction* hear;    ///< plays it in its place, from the bar before
  QAction* use;     ///< puts it into the piece
  QAction* branch;  ///< composes on from it
  QAction* replay;  ///< composes it again
  QAction* markA;
  QAction* markB;
  QAction* compare;  ///< hears the other one at the same place
  QAction* endCompare;
  QAction* rename;
  QAction* star;
  QAction* starredOnly;
  QAction* settings;
  QAction* copySeed;
  QAction* remove;     ///< what came of it stays
  QAction* removeAll;  ///< with what came of it

  /// For a menu; null is a separator.
  [[nodiscard]] QList<QAction*> inOrder() const;
  /// The take that is heard alone, from the bar before it; null for none.
  [[nodiscard]] const Take* sounding() const { return findTake(document_.takes(), sounding_); }

 Q_SIGNALS:
  void said(const QString& sentence);
  /// Something of the piece is to be seen.
  void revealRequested(cadenza::TickRange range);
  void soundingChanged();
  /// The take is in the piece, and what is composed next comes of it.
  void branchRequested(int id);
  void replayRequested(int id);

 private:
  void makeActions(const Appearance& appearance);
  void connectActions();
  void update();
  [[nodiscard]] const Take* chosen() const;
  void toggleHearing(int id);
  void showHearing(int id);
  void putIn(const Take& take);
  void goBackTo(int id);
  void branchFrom(int id);
  void hearOther();
  void toggleStar(int id);
  void showSettings();
  void copySeedNumber();
  void removeChosen(Descendants descendants);

  Document& document_;
  PlaybackController& playback_;
  TakeModel& model_;
  TakeList& list_;
  TakeComparison& comparison_;
  int sounding_ = 0;
};

}  // namespace cadenza::ui
