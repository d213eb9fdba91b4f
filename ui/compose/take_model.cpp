// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/take_model.h"

#include <QDateTime>
#include <QStringList>
#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "ui/compose/take_edit.h"
#include "ui/compose/take_words.h"

namespace cadenza::ui {

namespace {

// Where the rows under `parent` stand, for all levels, without deep calls.
template <class Children, class Put>
void layOut(const Children& childrenOf, Put put) {
  struct Open {
    int id;
    int parent;
    int number;
    TakePlace place;
  };
  std::vector<Open> open;
  const auto addChildren = [&](int parent, const TakePlace& above) {
    const std::vector<int>& children = childrenOf(parent);
    const bool branches = parent != 0 && children.size() > 1;
    for (std::size_t i = children.size(); i-- > 0;) {
      TakePlace place;
      place.level = above.level + (branches ? 1 : 0);
      place.isLast = i + 1 == children.size();
      place.isJoined = parent != 0 && !branches;
      place.passing = above.passing;
      if (branches) place.passing.push_back(!place.isLast);
      open.push_back({children[i], parent, static_cast<int>(i), std::move(place)});
    }
  };
  addChildren(0, {});
  while (!open.empty()) {
    const Open row = std::move(open.back());
    open.pop_back();
    put(row.id, row.parent, row.number, row.place);
    addChildren(row.id, row.place);
  }
}

}  // namespace

TakeModel::TakeModel(Document& document, QObject* parent)
    : QAbstractItemModel(parent), document_(document) {
  connect(&document_, &Document::takesChanged, this, &TakeModel::follow);
  connect(&document_, &Document::currentTakeChanged, this, &TakeModel::touchAll);
  const auto forget = [this] {
    inPiece_.clear();
    touchAll();
  };
  connect(&document_, &Document::changed, this, forget);
  connect(&document_, &Document::replaced, this, forget);
  renew();
}

TakeModel::Shape TakeModel::shape() const {
  std::set<int> shown;
  for (const Take& take : document_.takes()) {
    if (!starredOnly_ || take.starred) shown.insert(take.id);
  }
  const TakeTree tree(document_.takes());
  Shape shape;
  for (const Take& take : document_.takes()) {
    if (!shown.contains(take.id)) continue;
    int parent = take.parent;
    while (parent != 0 && !shown.contains(parent)) parent = tree.parentOf(parent);
    shape.children[parent].push_back(take.id);
  }
  static const std::vector<int> none;
  const auto childrenOf = [&shape](int id) -> const std::vector<int>& {
    const auto found = shape.children.find(id);
    return found == shape.children.end() ? none : found->second;
  };
  layOut(childrenOf, [&shape](int id, int parent, int number, const TakePlace& place) {
    shape.rows[id] = {parent, number, place};
  });
  return shape;
}

const std::vector<int>& TakeModel::childrenOf(int id) const {
  static const std::vector<int> none;
  const auto found = shape_.children.find(id);
  return found == shape_.children.end() ? none : found->second;
}

void TakeModel::renew() {
  places_.clear();
  for (std::size_t i = 0; i < document_.takes().size(); ++i) {
    places_.insert(document_.takes()[i].id, i);
  }
  inPiece_.clear();
}

// Rows are only made anew where other ones are there: else an open editor would be lost.
void TakeModel::follow() {
  Shape next = shape();
  if (next.children == shape_.children) {
    renew();
    touchAll();
    return;
  }
  if (next.onlyAddsTo(shape_)) {
    renew();
    insertRowsOf(std::move(next));
    return;
  }
  beginResetModel();
  renew();
  shape_ = std::move(next);
  endResetModel();
}

bool TakeModel::Shape::onlyAddsTo(const Shape& other) const {
  return std::ranges::all_of(other.children, [this](const auto& entry) {
    const auto found = children.find(entry.first);
    const std::vector<int>& before = entry.second;
    return found != children.end() && before.size() <= found->second.size() &&
           std::ranges::equal(before, std::span(found->second).first(before.size()));
  });
}

void TakeModel::insertRowsOf(Shape next) {
  for (const Take& take : document_.takes()) {
    const auto row = next.rows.find(take.id);
    if (row == next.rows.end() || shape_.rows.contains(take.id)) continue;
    beginInsertRows(indexOf(row->second.parent), row->second.number, row->second.number);
    shape_.children[row->second.parent].push_back(take.id);
    shape_.rows.insert(*row);
    endInsertRows();
  }
  shape_ = std::move(next);
  touchAll();
}

void TakeModel::setStarredOnly(bool only) {
  if (std::exchange(starredOnly_, only) != only) follow();
}

void TakeModel::setMarks(int a, int b) {
  for (const int id : {std::exchange(a_, a), std::exchange(b_, b), a_, b_}) touch(id);
}

void TakeModel::setSounding(int id) {
  touch(std::exchange(sounding_, id));
  touch(id);
}

void TakeModel::touch(int id) {
  const QModelIndex row = indexOf(id);
  if (row.isValid()) Q_EMIT dataChanged(row, row);
}

void TakeModel::touchAll() {
  const int count = rowCount();
  if (count > 0) Q_EMIT dataChanged(index(0, 0), index(count - 1, 0));
}

QModelIndex TakeModel::index(int row, int column, const QModelIndex& parent) const {
  const std::vector<int>& children = childrenOf(idOf(parent));
  if (column != 0 || row < 0 || row >= static_cast<int>(children.size())) return {};
  return createIndex(row, 0, static_cast<quintptr>(children[static_cast<std::size_t>(row)]));
}

QModelIndex TakeModel::indexOf(int id) const {
  const auto found = shape_.rows.find(id);
  if (found == shape_.rows.end()) return {};
  return createIndex(found->second.number, 0, static_cast<quintptr>(id));
}

QModelIndex TakeModel::parent(const QModelIndex& index) const {
  const auto found = shape_.rows.find(idOf(index));
  return found == shape_.rows.end() ? QModelIndex() : indexOf(found->second.parent);
}

int TakeModel::rowCount(const QModelIndex& parent) const {
  return static_cast<int>(childrenOf(idOf(parent)).size());
}

int TakeModel::columnCount(const QModelIndex&) const { return 1; }

int TakeModel::idOf(const QModelIndex& index) { return static_cast<int>(index.internalId()); }

const Take* TakeModel::takeAt(const QModelIndex& index) const {
  const auto found = places_.find(idOf(index));
  return index.isValid() && found != places_.end() ? &document_.takes()[*found] : nullptr;
}

const TakePlace& TakeModel::placeOf(const QModelIndex& index) const {
  static const TakePlace outside;
  const auto found = shape_.rows.find(idOf(index));
  return found == shape_.rows.end() ? outside : found->second.place;
}

bool TakeModel::isInPiece(int id) const {
  const auto known = inPiece_.constFind(id);
  if (known != inPiece_.constEnd()) return *known;
  const auto place = places_.find(id);
  const bool is =
      place != places_.end() && ui::isInPiece(document_.score(), document_.takes()[*place]);
  inPiece_.insert(id, is);
  return is;
}

TakeMark TakeModel::markOf(int id) const {
  if (id == a_) return TakeMark::A;
  return id == b_ ? TakeMark::B : TakeMark::None;
}

QString TakeModel::description(const Take& take) const {
  QStringList parts{QString::fromStdString(take.name),
                    takeLine(take, QDateTime::currentDateTime())};
  if (take.starred) parts << tr("starred");
  if (isInPiece(take.id)) parts << tr("in the piece");
  if (take.id == document_.currentTake()) parts << tr("what is composed next comes of it");
  if (take.id == sounding_) parts << tr("sounds now");
  if (const TakeMark mark = markOf(take.id); mark != TakeMark::None) {
    parts << tr("marked %1").arg(mark == TakeMark::A ? QStringLiteral("A") : QStringLiteral("B"));
  }
  return parts.join(QStringLiteral(", "));
}

QVariant TakeModel::data(const QModelIndex& index, int role) const {
  const Take* take = takeAt(index);
  if (!take) return {};
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
      return QString::fromStdString(take->name);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
      return description(*take);
    case Line:
      return takeLine(*take, QDateTime::currentDateTime());
    case Starred:
      return take->starred;
    case InPiece:
      return isInPiece(take->id);
    case Current:
      return take->id == document_.currentTake();
    case Sounding:
      return take->id == sounding_;
    case Mark:
      return static_cast<int>(markOf(take->id));
    default:
      return {};
  }
}

bool TakeModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  const QString name = value.toString().simplified();
  if (role != Qt::EditRole || !takeAt(index) || name.isEmpty()) return false;
  std::vector<Take> takes = document_.takes();
  takes[places_.value(idOf(index))].name = name.toStdString();
  document_.setTakes(std::move(takes));
  return true;
}

Qt::ItemFlags TakeModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable;
}

}  // namespace cadenza::ui
