// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/model_library.h"

#include <QRegularExpression>
#include <algorithm>

namespace cadenza::ui {

namespace fs = std::filesystem;

namespace {

Result<ModelEntry> readEntry(const fs::path& path) {
  auto header = loadCheckpointHeader(path);
  if (!header) return header.error();
  const std::string name = header->info.name.empty() ? path.stem().string() : header->info.name;
  return ModelEntry{path, QString::fromStdString(name), header->recipe, std::move(header->info),
                    header->checksum};
}

std::vector<ModelEntry> readFolder(const fs::path& folder) {
  std::vector<ModelEntry> entries;
  std::error_code ignored;
  for (const auto& file : fs::directory_iterator(folder, ignored)) {
    if (file.path().extension() != ".safetensors") continue;
    if (auto entry = readEntry(file.path())) entries.push_back(std::move(*entry));
  }
  std::sort(entries.begin(), entries.end(), [](const ModelEntry& a, const ModelEntry& b) {
    return std::tie(b.info.created, a.name) < std::tie(a.info.created, b.name);
  });
  return entries;
}

}  // namespace

ModelLibrary::ModelLibrary(fs::path folder, std::optional<fs::path> starter, QObject* parent)
    : QObject(parent), folder_(std::move(folder)), starter_(std::move(starter)), task_(this) {}

ModelLibrary::~ModelLibrary() = default;

void ModelLibrary::refresh() {
  again_ = true;
  start();
}

void ModelLibrary::add(const fs::path& path) {
  waiting_.push_back(path);
  start();
}

void ModelLibrary::start() {
  if (task_.isRunning() || (!again_ && waiting_.empty())) return;
  again_ = false;
  std::optional<fs::path> adding;
  if (!waiting_.empty()) {
    adding = waiting_.front();
    waiting_.erase(waiting_.begin());
  }
  task_.start<Listing>(
      [folder = folder_, starter = starter_, elsewhere = elsewhere_, adding](std::stop_token) {
        return list(folder, starter, elsewhere, adding);
      },
      [this, adding](Result<Listing> listing) { finish(std::move(listing), adding); });
}

Result<ModelLibrary::Listing> ModelLibrary::list(const fs::path& folder,
                                                 const std::optional<fs::path>& starter,
                                                 const std::vector<fs::path>& elsewhere,
                                                 const std::optional<fs::path>& adding) {
  Listing listing;
  if (starter) {
    if (auto entry = readEntry(*starter)) {
      entry->isStarter = true;
      listing.entries.push_back(std::move(*entry));
    }
  }
  for (auto& entry : readFolder(folder)) listing.entries.push_back(std::move(entry));
  const auto append = [&](const fs::path& path) -> std::optional<Error> {
    const bool known = std::any_of(listing.entries.begin(), listing.entries.end(),
                                   [&](const ModelEntry& entry) { return entry.path == path; });
    if (known) return std::nullopt;
    auto entry = readEntry(path);
    if (!entry) return entry.error();
    listing.entries.push_back(std::move(*entry));
    return std::nullopt;
  };
  for (const auto& path : elsewhere) (void)append(path);
  if (adding) listing.refusal = append(*adding);
  return listing;
}

void ModelLibrary::finish(Result<Listing> listing, const std::optional<fs::path>& adding) {
  if (listing) {
    entries_ = std::move(listing->entries);
    listed_ = true;
    if (adding && !listing->refusal) elsewhere_.push_back(*adding);
  }
  Q_EMIT changed();
  if (adding && !listing) {
    Q_EMIT refused(*adding, listing.error());
  } else if (adding && listing->refusal) {
    Q_EMIT refused(*adding, *listing->refusal);
  } else if (adding) {
    Q_EMIT added(*adding);
  }
  start();
}

const ModelEntry* ModelLibrary::find(const fs::path& path) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const ModelEntry& entry) { return entry.path == path; });
  return found == entries_.end() ? nullptr : &*found;
}

fs::path ModelLibrary::fileForNewModel(const QString& name) const {
  static const QRegularExpression unwelcome(QStringLiteral("[^\\w\\-]+"),
                                            QRegularExpression::UseUnicodePropertiesOption);
  QString stem = name.trimmed().toLower().replace(unwelcome, QStringLiteral("-"));
  if (stem.isEmpty() || stem == QStringLiteral("-")) stem = QStringLiteral("model");
  std::error_code ignored;
  fs::create_directories(folder_, ignored);
  fs::path file = folder_ / (stem.toStdString() + ".safetensors");
  for (int number = 2; fs::exists(file, ignored); ++number) {
    file = folder_ / (stem.toStdString() + "-" + std::to_string(number) + ".safetensors");
  }
  return file;
}

}  // namespace cadenza::ui
