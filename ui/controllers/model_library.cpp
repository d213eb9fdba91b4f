// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/model_library.h"

#include <algorithm>

#include "core/base/plain_text.h"
#include "ui/controllers/model_files.h"

namespace cadenza::ui {

namespace fs = std::filesystem;

namespace {

Result<ModelEntry> readHeader(const fs::path& path) {
  auto header = loadCheckpointHeader(path);
  if (!header) return header.error();
  const std::string name =
      header->info.name.empty() ? plainText(path.stem().string()) : header->info.name;
  ModelEntry entry{path,
                   QString::fromStdString(name),
                   header->recipe,
                   std::move(header->info),
                   header->checksum,
                   header->format};
  entry.bytes = sizeOf(path);
  entry.trainingBytes = sizeOf(trainingFileOf(path));
  return entry;
}

// One file that can't be read, whatever is wrong with it, hides no other.
Result<ModelEntry> readEntry(const fs::path& path) {
  return caught([&] { return readHeader(path); });
}

std::vector<ModelEntry> readFolder(const fs::path& folder) {
  std::vector<ModelEntry> entries;
  std::error_code error;
  for (fs::directory_iterator file(folder, error), end; !error && file != end;
       file.increment(error)) {
    if (file->path().extension() != ".safetensors") continue;
    if (auto entry = readEntry(file->path())) entries.push_back(std::move(*entry));
  }
  std::sort(entries.begin(), entries.end(), [](const ModelEntry& a, const ModelEntry& b) {
    return std::tie(b.info.created, a.name, a.path) < std::tie(a.info.created, b.name, b.path);
  });
  return entries;
}

// Does it, and answers it as it came out.
Result<ModelWork> perform(ModelWork work, const fs::path& folder,
                          const std::vector<ModelEntry>& known) {
  Result<void> done;
  switch (work.kind) {
    case ModelWork::Kind::Rename:
      done = renameModelFile(work.path, work.name);
      break;
    case ModelWork::Kind::Export:
      done = exportModelFile(work.path, work.target);
      break;
    case ModelWork::Kind::Remove: {
      auto removed = removeModelFile(work.path);
      if (!removed) return removed.error();
      work.inTrash = *std::move(removed);
      break;
    }
    case ModelWork::Kind::Import: {
      std::vector<KnownModel> models;
      for (const ModelEntry& entry : known) {
        if (!entry.isElsewhere) models.push_back({entry.name, entry.checksum});
      }
      const auto file = importModelFile(work.path, folder, models);
      if (!file) return file.error();
      work.target = *file;
      break;
    }
  }
  if (!done) return done.error();
  return work;
}

}  // namespace

ModelLibrary::ModelLibrary(fs::path folder, std::optional<fs::path> starter, QObject* parent)
    : QObject(parent), sources_{std::move(folder), std::move(starter), {}}, task_(this) {}

ModelLibrary::~ModelLibrary() = default;

void ModelLibrary::refresh() {
  again_ = true;
  start();
}

void ModelLibrary::add(const fs::path& path) {
  waiting_.push_back({path, {}});
  start();
}

void ModelLibrary::rename(const fs::path& model, const QString& name) {
  queue({ModelWork::Kind::Rename, model, {}, name.simplified()});
}

void ModelLibrary::remove(const fs::path& model) { queue({ModelWork::Kind::Remove, model}); }

void ModelLibrary::exportTo(const fs::path& model, const fs::path& target) {
  queue({ModelWork::Kind::Export, model, target});
}

void ModelLibrary::importFrom(const fs::path& source) { queue({ModelWork::Kind::Import, source}); }

void ModelLibrary::forget(const fs::path& model) {
  std::erase(sources_.elsewhere, model);
  refresh();
}

void ModelLibrary::queue(ModelWork work) {
  waiting_.push_back({{}, std::move(work)});
  start();
}

std::optional<Error> ModelLibrary::faultOf(const ModelWork& work) const {
  const bool changes = work.kind == ModelWork::Kind::Rename || work.kind == ModelWork::Kind::Remove;
  const ModelEntry* entry = find(work.path);
  if (changes && (work.path == sources_.starter || (entry && entry->isStarter))) {
    return Error{ErrorCode::InvalidArgument, "The starter model belongs to the program."};
  }
  if (work.kind != ModelWork::Kind::Rename) return std::nullopt;
  const bool taken = std::any_of(entries_.begin(), entries_.end(), [&](const ModelEntry& other) {
    return other.path != work.path && other.name == work.name;
  });
  if (!taken) return std::nullopt;
  return Error{ErrorCode::InvalidArgument,
               "Another model is called “" + work.name.toStdString() + "” already."};
}

void ModelLibrary::start() {
  if (task_.isRunning() || (!again_ && waiting_.empty())) return;
  again_ = false;
  Task task;
  if (!waiting_.empty()) {
    task = std::move(waiting_.front());
    waiting_.erase(waiting_.begin());
  }
  const auto fault = task.work ? faultOf(*task.work) : std::nullopt;
  task_.start<Listing>(
      [sources = sources_, task, fault, known = entries_](std::stop_token) -> Result<Listing> {
        if (!fault) return run(sources, task, known);
        return Listing{list(sources), fault, *task.work};
      },
      [this, task](Result<Listing> listing) { finish(std::move(listing), task); });
}

std::vector<ModelEntry> ModelLibrary::list(const Sources& sources) {
  std::vector<ModelEntry> entries;
  if (sources.starter) {
    if (auto entry = readEntry(*sources.starter)) {
      entry->isStarter = true;
      entries.push_back(std::move(*entry));
    }
  }
  for (auto& entry : readFolder(sources.folder)) entries.push_back(std::move(entry));
  for (const auto& path : sources.elsewhere) {
    auto entry = readEntry(path);
    if (!entry) continue;
    entry->isElsewhere = true;
    entries.push_back(std::move(*entry));
  }
  return entries;
}

ModelLibrary::Listing ModelLibrary::run(const Sources& sources, const Task& task,
                                        const std::vector<ModelEntry>& known) {
  Listing listing;
  if (task.work) {
    listing.work = *task.work;
    auto done = caught([&] { return perform(*task.work, sources.folder, known); });
    if (done) {
      listing.work = std::move(*done);
    } else {
      listing.refusal = done.error();
    }
  }
  listing.entries = list(sources);
  if (!task.adding) return listing;
  const bool there =
      std::any_of(listing.entries.begin(), listing.entries.end(),
                  [&](const ModelEntry& entry) { return entry.path == *task.adding; });
  if (there) return listing;
  auto entry = readEntry(*task.adding);
  if (entry) {
    entry->isElsewhere = true;
    listing.entries.push_back(std::move(*entry));
  } else {
    listing.refusal = entry.error();
  }
  return listing;
}

void ModelLibrary::finish(Result<Listing> listing, const Task& task) {
  std::optional<Error> problem;
  if (listing) {
    entries_ = std::move(listing->entries);
    listed_ = true;
    problem = listing->refusal;
    if (task.adding) keepElsewhere(*task.adding);
  } else {
    problem = listing.error();
  }
  Q_EMIT changed();
  if (task.adding && problem) Q_EMIT refused(*task.adding, *problem);
  if (task.adding && !problem) Q_EMIT added(*task.adding);
  if (task.work && problem) Q_EMIT failed(*task.work, *problem);
  if (task.work && !problem) Q_EMIT worked(listing->work);
  start();
}

void ModelLibrary::keepElsewhere(const fs::path& path) {
  const ModelEntry* entry = find(path);
  if (!entry || !entry->isElsewhere) return;
  auto& elsewhere = sources_.elsewhere;
  if (std::find(elsewhere.begin(), elsewhere.end(), path) == elsewhere.end()) {
    elsewhere.push_back(path);
  }
}

const ModelEntry* ModelLibrary::find(const fs::path& path) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const ModelEntry& entry) { return entry.path == path; });
  return found == entries_.end() ? nullptr : &*found;
}

QString ModelLibrary::freeName(const QString& name) const {
  std::vector<KnownModel> known;
  for (const ModelEntry& entry : entries_) known.push_back({entry.name, entry.checksum});
  return freeModelName(name, known);
}

fs::path ModelLibrary::fileForNewModel(const QString& name) {
  std::error_code ignored;
  fs::create_directories(sources_.folder, ignored);
  reserved_.push_back(freeModelFile(sources_.folder, name, reserved_));
  return reserved_.back();
}

}  // namespace cadenza::ui
