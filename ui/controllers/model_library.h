// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/model/checkpoint.h"
#include "ui/controllers/background.h"

namespace cadenza::ui {

/// A model that can be chosen; its file's header was read and found good.
struct ModelEntry {
  std::filesystem::path path;
  QString name;
  Recipe recipe;
  ModelInfo info;
  std::string checksum = {};  ///< see Checkpoint
  int format = modelFormat;   ///< likewise
  bool isStarter = false;
  bool isElsewhere = false;          ///< a file that was added where it lies
  std::uintmax_t bytes = 0;          ///< of the file
  std::uintmax_t trainingBytes = 0;  ///< of what lies beside it to go on with its training
};

/// Something that is done to a model's file.
struct ModelWork {
  enum class Kind { Rename, Remove, Export, Import } kind = Kind::Rename;
  std::filesystem::path path;                         ///< the model
  std::filesystem::path target = {};                  ///< where it was exported to, or lies now
  QString name = {};                                  ///< the new one
  std::optional<std::filesystem::path> inTrash = {};  ///< from where it can be brought back
};

/// The models that the user may choose from: the starter, those in the folder where trainings keep
/// theirs, and files from elsewhere that were added. Files are read off the GUI thread. GUI thread.
class ModelLibrary : public QObject {
  Q_OBJECT

 public:
  ModelLibrary(std::filesystem::path folder, std::optional<std::filesystem::path> starter,
               QObject* parent = nullptr);
  ~ModelLibrary() override;

  /// Reads the folder again; ends in changed().
  void refresh();
  /// Adds a file from elsewhere; ends in added() after changed(), or in refused().
  void add(const std::filesystem::path& path);

  /// Does something to a model, one after the other; each ends in worked() after changed(), or in
  /// failed(). The starter can be exported only. A name that another model has is refused.
  void rename(const std::filesystem::path& model, const QString& name);
  /// Its file goes, and what its training left beside it.
  void remove(const std::filesystem::path& model);
  void exportTo(const std::filesystem::path& model, const std::filesystem::path& target);
  /// Copies a model from elsewhere into the folder.
  void importFrom(const std::filesystem::path& source);
  /// Leaves a model that was added out of the list; its file stays.
  void forget(const std::filesystem::path& model);

  /// The starter first, then newest first.
  [[nodiscard]] const std::vector<ModelEntry>& entries() const { return entries_; }
  [[nodiscard]] const ModelEntry* find(const std::filesystem::path& path) const;
  /// refresh() has ended at least once.
  [[nodiscard]] bool isListed() const { return listed_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return sources_.folder; }

  /// The name, with a number where a model is called so already.
  [[nodiscard]] QString freeName(const QString& name) const;
  /// A file in the folder that does not exist yet and was not named here before, for a model of
  /// that name; makes the folder.
  [[nodiscard]] std::filesystem::path fileForNewModel(const QString& name);

 Q_SIGNALS:
  void changed();
  void added(const std::filesystem::path& path);
  void refused(const std::filesystem::path& path, const cadenza::Error& error);
  void worked(const cadenza::ui::ModelWork& work);
  void failed(const cadenza::ui::ModelWork& work, const cadenza::Error& error);

 private:
  /// A file that is to be added, something to be done, or neither.
  struct Task {
    std::optional<std::filesystem::path> adding;
    std::optional<ModelWork> work;
  };
  struct Listing {
    std::vector<ModelEntry> entries;
    std::optional<Error> refusal;  // of the task
    ModelWork work;                // as it came out
  };
  struct Sources {
    std::filesystem::path folder;
    std::optional<std::filesystem::path> starter;
    std::vector<std::filesystem::path> elsewhere;
  };
  [[nodiscard]] static std::vector<ModelEntry> list(const Sources& sources);
  [[nodiscard]] static Listing run(const Sources& sources, const Task& task,
                                   const std::vector<ModelEntry>& known);
  void queue(ModelWork work);
  [[nodiscard]] std::optional<Error> faultOf(const ModelWork& work) const;
  void start();
  void finish(Result<Listing> listing, const Task& task);
  void keepElsewhere(const std::filesystem::path& path);

  Sources sources_;
  std::vector<Task> waiting_;
  std::vector<ModelEntry> entries_;
  std::vector<std::filesystem::path> reserved_;  // for trainings that have not written yet
  bool listed_ = false;
  bool again_ = false;
  BackgroundTask task_;
};

}  // namespace cadenza::ui
