// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/compose/take_model.h"
#include "ui/document.h"

namespace cadenza::ui {

/// Two takes, A and B, heard in turn in their place in the piece; with one of them alone, it and
/// the piece as it is. GUI thread.
class TakeComparison : public QObject {
  Q_OBJECT

 public:
  /// `document` must outlive this.
  explicit TakeComparison(Document& document, QObject* parent = nullptr);

  /// Ids, 0 for none.
  [[nodiscard]] int a() const { return a_; }
  [[nodiscard]] int b() const { return b_; }
  [[nodiscard]] bool isEmpty() const { return a_ == 0 && b_ == 0; }
  /// What is heard; None is the piece as it is.
  [[nodiscard]] TakeMark heard() const { return heard_; }
  /// Null where the piece is heard as it is.
  [[nodiscard]] const Take* heardTake() const;
  /// `score` with what is heard in it.
  [[nodiscard]] Score applied(Score score) const;
  /// All that is compared.
  [[nodiscard]] TickRange range() const;

  /// Gives a take the mark, or takes it when it has it. A take has one mark at most.
  void mark(TakeMark mark, int id);
  void hear(TakeMark mark);
  /// The other one.
  void next();
  /// No marks, and the piece as it is.
  void end();

 Q_SIGNALS:
  void changed();

 private:
  void set(int a, int b, TakeMark heard);
  void forgetWhatIsGone();

  Document& document_;
  int a_ = 0;
  int b_ = 0;
  TakeMark heard_ = TakeMark::None;
};

}  // namespace cadenza::ui
