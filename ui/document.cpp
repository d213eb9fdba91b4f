// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document.h"

#include <QFileInfo>
#include <QUndoCommand>
#include <QtConcurrent>
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "core/midi/midi_writer.h"
#include "ui/messages.h"

namespace cadenza::ui {
namespace {

std::filesystem::path nativePath(const QString& path) {
  const QByteArray utf8 = path.toUtf8();
  return std::filesystem::path(std::u8string(utf8.begin(), utf8.end()));
}

std::vector<Note> sorted(std::vector<Note> notes) {
  std::sort(notes.begin(), notes.end());
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

  void redo() override { document_.apply(edit_); }
  void undo() override { document_.apply(edit_.inverse()); }
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
};

Document::Document(QObject* parent) : QObject(parent) {
  connect(&stack_, &QUndoStack::cleanChanged, this,
          [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
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

void Document::apply(const ScoreEdit& edit) {
  score_.apply(edit);
  ++revision_;
  const bool aboutNotes = !edit.removed.notes.empty() || !edit.added.notes.empty();
  if (aboutNotes) selection_ = sorted(edit.added.notes);
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

void Document::replaceWith(Score score, const QString& path, const QString& title) {
  score_ = std::move(score);
  ++revision_;
  savesThisPiece_ = false;
  selection_.clear();
  title_ = title;
  path_ = path;
  stack_.clear();
  Q_EMIT replaced();
  Q_EMIT selectionChanged();
  Q_EMIT pathChanged(path_);
}

void Document::reset(Score score, const QString& title) {
  openingPath_.clear();
  replaceWith(std::move(score), {}, title);
}

void Document::open(const QString& path) {
  openingPath_ = QFileInfo(path).absoluteFilePath();
  opening_.setFuture(QtConcurrent::run([file = nativePath(openingPath_)] {
    return std::make_shared<const Result<MidiImport>>(readMidiFile(file));
  }));
  Q_EMIT busyChanged(true);
}

void Document::finishOpening() {
  Q_EMIT busyChanged(isBusy());
  const QString path = std::exchange(openingPath_, {});
  if (path.isEmpty()) return;
  const auto result = opening_.result();
  if (!*result) {
    Q_EMIT openFailed(path, userText(result->error()));
    return;
  }
  const MidiImport& import = result->value();
  replaceWith(import.score, path, QString::fromStdString(import.title));
  QStringList warnings;
  for (const std::string& warning : import.warnings) warnings << QString::fromStdString(warning);
  Q_EMIT opened(path, warnings);
}

void Document::saveAs(const QString& path) {
  saving_.waitForFinished();
  savingPath_ = QFileInfo(path).absoluteFilePath();
  savedRevision_ = revision_;
  savesThisPiece_ = true;
  saving_.setFuture(QtConcurrent::run(
      [file = nativePath(savingPath_), score = score_, title = displayName().toStdString()] {
        return std::make_shared<const Result<void>>(writeMidiFile(file, score, title));
      }));
  Q_EMIT busyChanged(true);
}

void Document::finishSaving() {
  Q_EMIT busyChanged(isBusy());
  const auto result = saving_.result();
  if (!*result) {
    Q_EMIT saveFailed(savingPath_, userText(result->error()));
    return;
  }
  if (savesThisPiece_) {
    if (revision_ == savedRevision_) stack_.setClean();
    path_ = savingPath_;
    Q_EMIT pathChanged(path_);
  }
  Q_EMIT saved(savingPath_);
}

bool Document::isBusy() const { return opening_.isRunning() || saving_.isRunning(); }

QString Document::displayName() const {
  if (!path_.isEmpty()) return QFileInfo(path_).completeBaseName();
  return title_.isEmpty() ? tr("Untitled") : title_;
}

}  // namespace cadenza::ui
