// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUndoStack>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/project/project.h"
#include "core/project/take_tree.h"
#include "core/score/score.h"
#include "ui/piece_file.h"

namespace cadenza::ui {

/// What a window wants to find again with a piece; changing it leaves nothing unsaved.
struct WorkingState {
  QJsonObject view;
  QJsonObject compose;
};

/// The piece that is being worked on: a score, what of it is selected, its takes, its history and
/// its file.
/// Files are read and written on a worker thread; everything else happens on the GUI thread, and
/// all signals are sent there.
class Document : public QObject {
  Q_OBJECT

 public:
  explicit Document(QObject* parent = nullptr);
  /// Waits for a file that is being written.
  ~Document() override;

  [[nodiscard]] const Score& score() const { return score_; }

  /// Applies `edit` as one undo step called `name`; an empty edit is no step. When it changes
  /// selected notes, what they become is selected in their place; otherwise what it adds becomes
  /// the selection, if it is about notes at all. Undo selects in the same way what comes back.
  void push(const QString& name, const ScoreEdit& edit);
  /// The same, but joins the last step when that was pushed with the same `run` (not negative) and
  /// `edit` changes just what that step left. For many small turns of one wheel.
  void pushInRun(int run, const QString& name, const ScoreEdit& edit);
  /// The same as push(), for an edit that puts the take of that id in place: it is the current one
  /// from now on, and the one before it again when the step is undone.
  void pushTake(const QString& name, const ScoreEdit& edit, int take);
  [[nodiscard]] QUndoStack& undoStack() { return stack_; }

  /// Title, composer, copyright, key and names of parts: saved with the piece.
  [[nodiscard]] const PieceProperties& properties() const { return properties_; }
  /// One undo step called `name`, unless nothing would change.
  void setProperties(const QString& name, const PieceProperties& properties);
  void setKey(std::optional<Key> key);

  /// Sorted; every note stands in the score.
  [[nodiscard]] const std::vector<Note>& selection() const { return selection_; }
  [[nodiscard]] bool isSelected(const Note& note) const;
  /// Replaces the selection; notes that do not stand in the score are dropped.
  void select(std::vector<Note> notes);
  void selectAll() { select(score_.notes()); }
  void clearSelection() { select({}); }

  /// What the model wrote and is kept beside the piece. No step of undo, but work to be saved.
  [[nodiscard]] const std::vector<Take>& takes() const { return takes_; }
  void setTakes(std::vector<Take> takes);
  /// For the next take; never that of one that undo may bring back.
  [[nodiscard]] int nextTakeId() const;
  /// The take that what is composed next comes of; 0 for none. Of no weight for what is unsaved.
  [[nodiscard]] int currentTake() const { return currentTake_; }
  /// Forgets it for an id that there isn't.
  void setCurrentTake(int id);
  /// One undo step: what undo brings back is where it was. Their nearest ancestor that is left is
  /// current in place of one that goes.
  void removeTake(const QString& name, int id, Descendants descendants);

  /// As the file that was opened last had it; empty for one that had none.
  [[nodiscard]] const WorkingState& openedState() const { return openedState_; }
  /// Is asked for the present state whenever the piece is written.
  void setStateSource(std::function<WorkingState()> source) { stateSource_ = std::move(source); }

  /// All of it as it is now.
  [[nodiscard]] Project project() const;

  /// A new piece without a file and without history.
  void reset(Score score, const QString& title = {});
  void resetTo(const Project& project, const QString& title);
  /// Puts in place work that no file holds, and that is unsaved from the start: what was recovered.
  /// `path` is the file that it belongs into; may be empty.
  void restore(const Project& project, const QString& path, const QString& title);

  /// Reads a MIDI or project file and puts it in place of all that is here; answers by `opened`,
  /// `openedDamaged`, `foundParts` or `openFailed`, and changes nothing but with the first. A later
  /// call overtakes an earlier one.
  void open(const QString& path);
  /// Writes a file of the kind that its ending says; answers by `saved` or `saveFailed`. What is
  /// edited meanwhile stays unsaved. A later call waits for an earlier one and answers in its
  /// place.
  void saveAs(const QString& path);
  [[nodiscard]] bool isBusy() const;

  /// Absolute path of the file, empty for a piece that was never saved.
  [[nodiscard]] const QString& path() const { return path_; }
  /// What the piece's MIDI file held when it was opened and saving it there would lose; empty for
  /// one that was written here, nothing where the file was not read: for a piece that was restored.
  [[nodiscard]] const std::optional<SkippedInFile>& skippedInFile() const { return skippedInFile_; }
  /// Another program wrote or removed the file since it was opened or saved here.
  [[nodiscard]] bool isChangedOnDisk() const;
  /// This program has just written the file by an export: isChangedOnDisk() is false again.
  void takeFileAsKnown();
  /// The file's name without its ending, else the name that it was given here, else its title, else
  /// "Untitled".
  [[nodiscard]] QString displayName() const;
  [[nodiscard]] bool isModified() const { return unsaved_ || !stack_.isClean(); }
  /// Rises with each change that is work to be saved.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }

 Q_SIGNALS:
  /// By an edit, its undo or its redo; not when the piece is replaced.
  void propertiesChanged();
  /// The score is another one now, by exactly this edit.
  void changed(const cadenza::ScoreEdit& edit);
  /// The whole score was replaced (reset or opened).
  void replaced();
  void selectionChanged();
  void takesChanged();
  void currentTakeChanged(int id);
  void pathChanged(const QString& path);
  void modifiedChanged(bool modified);
  void busyChanged(bool busy);
  /// `warnings` are sentences about what was left out of the file.
  void opened(const QString& path, const QStringList& warnings);
  void openFailed(const QString& path, const QString& message);
  /// Only a part of the file could be read: `piece` says which, and is not put in place.
  void openedDamaged(const QString& path, const cadenza::ui::OpenedPiece& piece);
  /// A MIDI file of several instruments or with drums: somebody has to say what belongs to the
  /// piece. Nothing is put in place.
  void foundParts(const std::shared_ptr<const cadenza::ui::MidiPartsFile>& parts);
  void saved(const QString& path);
  void saveFailed(const QString& path, const QString& message);

 private:
  class EditCommand;
  class PropertiesCommand;
  class RemoveTakesCommand;

  void apply(const ScoreEdit& edit);
  void applyProperties(const PieceProperties& properties);
  [[nodiscard]] std::vector<Note> selectionAfter(const ScoreEdit& edit) const;
  void replaceWith(const Project& project, const QString& path, const QString& title);
  void replaceTakes(std::vector<Take> takes);
  void showModified();
  void finishOpening();
  void finishSaving();

  Score score_;
  std::vector<Note> selection_;
  QUndoStack stack_;
  std::uint64_t revision_ = 0;
  QString path_;
  FileStamp stamp_;  // of the file when it was opened or saved
  PieceProperties properties_;
  QString title_;  // of a piece without a file, in place of its own
  std::optional<SkippedInFile> skippedInFile_ = SkippedInFile();
  std::vector<Take> takes_;
  int lastTakeId_ = 0;  // of all that were here
  int currentTake_ = 0;
  std::string unknown_;
  WorkingState openedState_;
  std::function<WorkingState()> stateSource_;
  bool unsaved_ = false;  // beside what the undo stack knows of
  bool shownModified_ = false;

  QString openingPath_;
  QFutureWatcher<std::shared_ptr<const Result<OpenedPiece>>> opening_;
  QString savingPath_;
  std::uint64_t savedRevision_ = 0;
  bool isSaving_ = false;
  bool savesThisPiece_ = false;  // no other piece came in while it was written
  QFutureWatcher<std::shared_ptr<const Result<void>>> saving_;
};

}  // namespace cadenza::ui
