// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
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
  bool isStarter = false;
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

  /// The starter first, then newest first.
  [[nodiscard]] const std::vector<ModelEntry>& entries() const { return entries_; }
  [[nodiscard]] const ModelEntry* find(const std::filesystem::path& path) const;
  /// refresh() has ended at least once.
  [[nodiscard]] bool isListed() const { return listed_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  /// A file in the folder that does not exist yet, for a model of that name; makes the folder.
  [[nodiscard]] std::filesystem::path fileForNewModel(const QString& name) const;

 Q_SIGNALS:
  void changed();
  void added(const std::filesystem::path& path);
  void refused(const std::filesystem::path& path, const cadenza::Error& error);

 private:
  struct Listing {
    std::vector<ModelEntry> entries;
    std::optional<Error> refusal;  // of the file that was to be added
  };
  [[nodiscard]] static Result<Listing> list(const std::filesystem::path& folder,
                                            const std::optional<std::filesystem::path>& starter,
                                            const std::vector<std::filesystem::path>& elsewhere,
                                            const std::optional<std::filesystem::path>& adding);
  void start();
  void finish(Result<Listing> listing, const std::optional<std::filesystem::path>& adding);

  std::filesystem::path folder_;
  std::optional<std::filesystem::path> starter_;
  std::vector<std::filesystem::path> elsewhere_;
  std::vector<std::filesystem::path> waiting_;  // files to be added by the next readings
  std::vector<ModelEntry> entries_;
  bool listed_ = false;
  bool again_ = false;
  BackgroundTask task_;
};

}  // namespace cadenza::ui
