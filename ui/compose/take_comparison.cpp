// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_comparison.h"

#include <algorithm>
#include <utility>

#include "ui/compose/take_edit.h"

namespace cadenza::ui {

TakeComparison::TakeComparison(Document& document, QObject* parent)
    : QObject(parent), document_(document) {
  connect(&document_, &Document::replaced, this, &TakeComparison::end);
  connect(&document_, &Document::takesChanged, this, &TakeComparison::forgetWhatIsGone);
}

const Take* TakeComparison::heardTake() const {
  if (heard_ == TakeMark::None) return nullptr;
  return findTake(document_.takes(), heard_ == TakeMark::A ? a_ : b_);
}

Score TakeComparison::applied(Score score) const {
  const Take* take = heardTake();
  return take ? withTake(std::move(score), *take) : score;
}

TickRange TakeComparison::range() const {
  TickRange range{maxTick, 0};
  for (const int id : {a_, b_}) {
    const Take* take = findTake(document_.takes(), id);
    if (!take) continue;
    range = {std::min(range.begin, take->range.begin), std::max(range.end, take->range.end)};
  }
  return range.begin < range.end ? range : TickRange{};
}

void TakeComparison::set(int a, int b, TakeMark heard) {
  if ((heard == TakeMark::A && a == 0) || (heard == TakeMark::B && b == 0)) heard = TakeMark::None;
  if (a == a_ && b == b_ && heard == heard_) return;
  a_ = a;
  b_ = b;
  heard_ = heard;
  Q_EMIT changed();
}

void TakeComparison::mark(TakeMark mark, int id) {
  if (mark == TakeMark::None || id == 0) return;
  const bool isA = mark == TakeMark::A;
  const int before = isA ? a_ : b_;
  const int other = isA ? b_ : a_;
  const int here = before == id ? 0 : id;
  const int there = other == id ? 0 : other;
  isA ? set(here, there, heard_) : set(there, here, heard_);
}

void TakeComparison::hear(TakeMark mark) { set(a_, b_, mark); }

void TakeComparison::next() {
  const TakeMark first = a_ != 0 ? TakeMark::A : TakeMark::B;
  const TakeMark second = a_ != 0 && b_ != 0 ? TakeMark::B : TakeMark::None;
  hear(heard_ == first ? second : first);
}

void TakeComparison::end() { set(0, 0, TakeMark::None); }

void TakeComparison::forgetWhatIsGone() {
  const auto there = [this](int id) { return findTake(document_.takes(), id) ? id : 0; };
  set(there(a_), there(b_), heard_);
}

}  // namespace cadenza::ui
