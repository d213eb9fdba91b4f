// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QUndoCommand>
#include <QtConcurrent>
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/caught.h"
#include "ui/messages.h"

namespace cadenza::ui {
namespace {

QJsonObject jsonFrom(const std::string& text) {
  return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

std::string textFrom(const QJsonObject& object) {
  return object.isEmpty() ? std::string()
                          : QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

std::vector<Note> sorted(std::vector<Note> notes) {
  if (!std::is_sorted(notes.begin(), notes.end())) std::sort(notes.begin(), notes.end());
  return notes;
}

bool touchesOnlyNotes(const ScoreEdit& edit) {
  const auto rest = [](ScoreItems items) {
    items.notes.clear();
    return items;
  };
  return rest(edit.removed).empty() && rest(edit.added).empty();
}

}  // namespace

class Document::EditCommand : public QUndoCommand {
 public:
  EditCommand(Document& document, const QString& name, ScoreEdit edit, int run)
      : QUndoCommand(name), document_(document), edit_(std::move(edit)), run_(run) {}

  // Puts this take in place, too.
  void place(int take) { places_ = {{document_.currentTake(), take}}; }

  void redo() override {
    document_.apply(edit_);
    if (places_) document_.setCurrentTake(places_->second);
  }
  void undo() override {
    document_.apply(edit_.inverse());
    if (places_) document_.setCurrentTake(places_->first);
  }
  int id() const override { return run_ < 0 ? -1 : 1; }

  bool mergeWith(const QUndoCommand* next) override {
    const auto& later = static_cast<const EditCommand&>(*next);
    const bool goesOn = later.run_ == run_ && touchesOnlyNotes(edit_) &&
                        touchesOnlyNotes(later.edit_) &&
                        sorted(later.edit_.removed.notes) == sorted(edit_.added.notes);
    if (!goesOn) return false;
    edit_.added = later.edit_.added;
    setObsolete(sorted(edit_.added.notes) == sorted(edit_.removed.notes));
    return true;
  }

 private:
  Document& document_;
  ScoreEdit edit_;
  int run_;
  std::optional<std::pair<int, int>> places_;  // takes, before and after
};

class Document::PropertiesCommand : public QUndoCommand {
 public:
  PropertiesCommand(Document& document, const QString& name, PieceProperties after)
      : QUndoCommand(name),
        document_(document),
        before_(document.properties()),
        after_(std::move(after)) {}

  void redo() override { document_.applyProperties(after_); }
  void undo() override { document_.applyProperties(before_); }
  int id() const override { return 2; }

  // A tonic and then its scale are one choice.
  bool mergeWith(const QUndoCommand* next) override {
    PieceProperties later = static_cast<const PropertiesCommand&>(*next).after_;
    const bool sameTonic = later.key && after_.key && later.key->tonic == after_.key->tonic &&
                           before_.key != after_.key;
    if (!sameTonic) return false;
    const auto key = std::exchange(later.key, after_.key);
    if (later != after_) return false;
    after_.key = key;
    setObsolete(after_ == before_);
    return true;
  }

 private:
  Document& document_;
  PieceProperties before_;
  PieceProperties after_;
};

class Document::RemoveTakesCommand : public QUndoCommand {
 public:
  RemoveTakesCommand(Document& document, const QString& name, TakeRemoval removal)
      : QUndoCommand(name),
        document_(document),
        removal_(std::move(removal)),
        current_(document.currentTake()) {}

  void redo() override {
    const std::vector<int> path = TakeTree(document_.takes()).pathTo(document_.currentTake());
    std::vector<Take> takes = document_.takes();
    removeTakes(takes, removal_);
    const auto left = std::find_if(path.rbegin(), path.rend(),
                                   [&](int id) { return findTake(takes, id) != nullptr; });
    document_.replaceTakes(std::move(takes));
    document_.setCurrentTake(left == path.rend() ? 0 : *left);
  }
  void undo() override {
    std::vector<Take> takes = document_.takes();
    restoreTakes(takes, removal_);
    document_.replaceTakes(std::move(takes));
    const bool cameBack = std::ranges::any_of(
        removal_.removed, [this](const auto& removed) { return removed.take.id == current_; });
    if (cameBack) document_.setCurrentTake(current_);
  }

 private:
  Document& document_;
  TakeRemoval removal_;
  int current_;
};

Document::Document(QObject* parent) : QObject(parent) {
  connect(&stack_, &QUndoStack::cleanChanged, this, &Document::showModified);
  connect(&opening_, &QFutureWatcherBase::finished, this, &Document::finishOpening);
  connect(&saving_, &QFutureWatcherBase::finished, this, &Document::finishSaving);
}

Document::~Document() {
  opening_.disconnect(this);
  saving_.disconnect(this);
  stack_.disconnect(this);
  opening_.waitForFinished();
  saving_.waitForFinished();
}

void Document::push(const QString& name, const ScoreEdit& edit) { pushInRun(-1, name, edit); }

void Document::pushInRun(int run, const QString& name, const ScoreEdit& edit) {
  if (edit.empty()) return;
  stack_.push(new EditCommand(*this, name, score_.completed(edit), run));
}

void Document::pushTake(const QString& name, const ScoreEdit& edit, int take) {
  if (edit.empty()) return setCurrentTake(take);
  auto command = std::make_unique<EditCommand>(*this, name, score_.completed(edit), -1);
  command->place(take);
  stack_.push(command.release());
}

void Document::setProperties(const QString& name, const PieceProperties& properties) {
  if (properties == properties_) return;
  stack_.push(new PropertiesCommand(*this, name, properties));
}

void Document::setKey(std::optional<Key> key) {
  PieceProperties properties = properties_;
  properties.key = key;
  setProperties(tr("Change key"), properties);
}

void Document::applyProperties(const PieceProperties& properties) {
  properties_ = properties;
  ++revision_;
  Q_EMIT propertiesChanged();
}

std::vector<Note> Document::selectionAfter(const ScoreEdit& edit) const {
  std::vector<Note> added = sorted(edit.added.notes);
  const std::vector<Note> removed = sorted(edit.removed.notes);
  if (removed.empty() || !std::ranges::includes(selection_, removed)) return added;
  std::vector<Note> kept;
  std::ranges::set_difference(selection_, removed, std::back_inserter(kept));
  std::vector<Note> both;
  std::ranges::merge(kept, added, std::back_inserter(both));
  return both;
}

void Document::apply(const ScoreEdit& edit) {
  score_.apply(edit);
  ++revision_;
  const bool aboutNotes = !edit.removed.notes.empty() || !edit.added.notes.empty();
  if (aboutNotes) selection_ = selectionAfter(edit);
  Q_EMIT changed(edit);
  if (aboutNotes) Q_EMIT selectionChanged();
}

bool Document::isSelected(const Note& note) const {
  return std::binary_search(selection_.begin(), selection_.end(), note);
}

void Document::select(std::vector<Note> notes) {
  notes = sorted(std::move(notes));
  std::vector<Note> present;
  std::set_intersection(notes.begin(), notes.end(), score_.notes().begin(), score_.notes().end(),
                        std::back_inserter(present));
  if (present == selection_) return;
  selection_ = std::move(present);
  Q_EMIT selectionChanged();
}

void Document::setTakes(std::vector<Take> takes) {
  if (takes == takes_) return;
  unsaved_ = true;
  replaceTakes(std::move(takes));
  showModified();
}

void Document::replaceTakes(std::vector<Take> takes) {
  takes_ = std::move(takes);
  lastTakeId_ = nextTakeId() - 1;
  ++revision_;
  Q_EMIT takesChanged();
  setCurrentTake(currentTake_);
}

int Document::nextTakeId() const { return std::max(lastTakeId_ + 1, cadenza::nextTakeId(takes_)); }

void Document::setCurrentTake(int id) {
  if (!findTake(takes_, id)) id = 0;
  if (std::exchange(currentTake_, id) != id) Q_EMIT currentTakeChanged(id);
}

void Document::removeTake(const QString& name, int id, Descendants descendants) {
  TakeRemoval removal = removalOf(takes_, id, descendants);
  if (removal.removed.empty()) return;
  stack_.push(new RemoveTakesCommand(*this, name, std::move(removal)));
}

Project Document::project() const {
  const WorkingState state = stateSource_ ? stateSource_() : openedState_;
  Project project;
  project.score = score_;
  project.properties = properties_;
  project.view = textFrom(state.view);
  project.compose = textFrom(state.compose);
  project.takes = takes_;
  project.currentTake = currentTake_;
  project.unknown = unknown_;
  return project;
}

void Document::showModified() {
  if (std::exchange(shownModified_, isModified()) != shownModified_) {
    Q_EMIT modifiedChanged(shownModified_);
  }
}

void Document::replaceWith(const Project& project, const QString& path, const QString& title) {
  score_ = project.score;
  ++revision_;
  savesThisPiece_ = false;
  selection_.clear();
  properties_ = project.properties;
  title_ = title;
  skippedInFile_.reset();
  path_ = path;
  stamp_ = stampOf(path);
  takes_ = project.takes;
  lastTakeId_ = cadenza::nextTakeId(takes_) - 1;
  currentTake_ = project.currentTake;
  unknown_ = project.unknown;
  openedState_ = {jsonFrom(project.view), jsonFrom(project.compose)};
  stack_.clear();
  Q_EMIT replaced();
  Q_EMIT selectionChanged();
  Q_EMIT takesChanged();
  Q_EMIT currentTakeChanged(currentTake_);
  Q_EMIT pathChanged(path_);
  showModified();
}

void Document::reset(Score score, const QString& title) {
  Project project;
  project.score = std::move(score);
  resetTo(project, title);
}

void Document::resetTo(const Project& project, const QString& title) {
  openingPath_.clear();
  unsaved_ = false;
  replaceWith(project, {}, title);
}

void Document::restore(const Project& project, const QString& path, const QString& title) {
  openingPath_.clear();
  unsaved_ = true;
  replaceWith(project, path, title);
}

void Document::open(const QString& path) {
  openingPath_ = QFileInfo(path).absoluteFilePath();
  opening_.setFuture(QtConcurrent::run([path = openingPath_] {
    return std::make_shared<const Result<OpenedPiece>>(
        caught([&] { return readPieceOrParts(path); }));
  }));
  Q_EMIT busyChanged(true);
}

void Document::finishOpening() {
  const QString path = std::exchange(openingPath_, {});
  Q_EMIT busyChanged(isBusy());
  if (path.isEmpty()) return;
  const auto result = opening_.result();
  if (!*result) {
    Q_EMIT openFailed(path, userText(result->error()));
    return;
  }
  const OpenedPiece& piece = result->value();
  if (!piece.damage.isEmpty()) {
    Q_EMIT openedDamaged(path, piece);
    return;
  }
  if (piece.parts) {
    Q_EMIT foundParts(piece.parts);
    return;
  }
  unsaved_ = false;
  const auto shown = caught([&]() -> Result<void> {
    replaceWith(piece.project, path, {});
    return {};
  });
  if (!shown) {
    reset({});
    Q_EMIT openFailed(path, userText(shown.error()));
    return;
  }
  stamp_ = piece.stamp;
  skippedInFile_ = piece.skipped;
  Q_EMIT opened(path, piece.warnings);
}

void Document::saveAs(const QString& path) {
  saving_.waitForFinished();
  savingPath_ = QFileInfo(path).absoluteFilePath();
  savedRevision_ = revision_;
  savesThisPiece_ = true;
  isSaving_ = true;
  saving_.setFuture(QtConcurrent::run([path = savingPath_, project = project()] {
    return std::make_shared<const Result<void>>(caught([&] { return writePiece(path, project); }));
  }));
  Q_EMIT busyChanged(true);
}

void Document::finishSaving() {
  isSaving_ = false;
  Q_EMIT busyChanged(isBusy());
  const auto result = saving_.result();
  if (!*result) {
    Q_EMIT saveFailed(savingPath_, userText(result->error()));
    return;
  }
  if (savesThisPiece_) {
    if (path_ != savingPath_ || kindOf(path_) == PieceKind::Midi) skippedInFile_.emplace();
    path_ = savingPath_;
    stamp_ = stampOf(path_);
    if (revision_ == savedRevision_) {
      unsaved_ = false;
      stack_.setClean();
    }
    showModified();
    Q_EMIT pathChanged(path_);
  }
  Q_EMIT saved(savingPath_);
}

bool Document::isChangedOnDisk() const { return !path_.isEmpty() && stampOf(path_) != stamp_; }

void Document::takeFileAsKnown() {
  stamp_ = stampOf(path_);
  skippedInFile_.emplace();
}

bool Document::isBusy() const { return !openingPath_.isEmpty() || isSaving_; }

QString Document::displayName() const {
  if (!path_.isEmpty()) return nameWithoutEnding(path_);
  if (!title_.isEmpty()) return title_;
  return properties_.title.empty() ? tr("Untitled") : QString::fromStdString(properties_.title);
}

}  // namespace cadenza::ui
