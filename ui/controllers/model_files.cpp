// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/model_files.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <algorithm>

#include "core/base/safe_file.h"
#include "core/model/checkpoint.h"

namespace cadenza::ui {

namespace fs = std::filesystem;

namespace {

constexpr int longestStem = 48;  // characters, of up to four bytes each
constexpr const char* ending = ".safetensors";

Result<void> copyWhole(const fs::path& source, const fs::path& target) {
  if (const auto model = loadCheckpoint(source); !model) return model.error();
  const auto bytes = readFile(source);
  if (!bytes) return bytes.error();
  return writeFile(target, *bytes);
}

Result<TrashPath> dispose(const fs::path& file) {
  // Where the trash can't be made, Qt 6.4 takes the working folder for it.
  const QString trash =
      QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/Trash/";
  const bool hasTrash = QDir().mkpath(trash + "files") && QDir().mkpath(trash + "info");
  QString inTrash;
  if (hasTrash && QFile::moveToTrash(QFile::decodeName(file.c_str()), &inTrash)) {
    return TrashPath(QFile::encodeName(inTrash).toStdString());
  }
  std::error_code error;
  fs::remove(file, error);
  if (error) return systemError(error.value(), "delete", file);
  return TrashPath();
}

}  // namespace

fs::path trainingFileOf(const fs::path& model) {
  fs::path state = model;
  state += ".training";
  return state;
}

std::uintmax_t sizeOf(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  return error ? 0 : size;
}

fs::path freeModelFile(const fs::path& folder, const QString& name,
                       const std::vector<fs::path>& reserved) {
  static const QRegularExpression unwelcome(QStringLiteral("[^\\w\\-]+"),
                                            QRegularExpression::UseUnicodePropertiesOption);
  QString stem = name.trimmed().toLower().replace(unwelcome, QStringLiteral("-"));
  stem.truncate(longestStem);
  if (!stem.isEmpty() && stem.back().isHighSurrogate()) stem.chop(1);
  if (stem.isEmpty() || stem == QStringLiteral("-")) stem = QStringLiteral("model");
  const auto taken = [&](const fs::path& file) {
    std::error_code ignored;
    return fs::exists(file, ignored) || fs::exists(trainingFileOf(file), ignored) ||
           std::find(reserved.begin(), reserved.end(), file) != reserved.end();
  };
  fs::path file = folder / (stem.toStdString() + ending);
  for (int number = 2; taken(file); ++number) {
    file = folder / (stem.toStdString() + "-" + std::to_string(number) + ending);
  }
  return file;
}

Result<void> renameModelFile(const fs::path& model, const QString& name) {
  const QString wanted = name.simplified();
  if (wanted.isEmpty()) return Error{ErrorCode::InvalidArgument, "A model needs a name."};
  auto header = loadCheckpointHeader(model);
  if (!header) return header.error();
  header->info.name = wanted.toStdString();
  return replaceModelInfo(model, header->info);
}

Result<TrashPath> removeModelFile(const fs::path& model) {
  std::error_code ignored;
  if (!fs::exists(model, ignored)) {
    return Error{ErrorCode::NotFound, model.string() + " is not there any more."};
  }
  const auto removed = dispose(model);
  if (!removed) return removed;
  if (const fs::path state = trainingFileOf(model); fs::exists(state, ignored)) {
    if (const auto gone = dispose(state); !gone) return gone.error();
  }
  return removed;
}

Result<void> checkModelName(const fs::path& file) {
  if (file.extension() == ending) return {};
  return Error{ErrorCode::InvalidArgument,
               file.string() + " is not the name of a model. Use the extension " + ending + "."};
}

Result<void> exportModelFile(const fs::path& model, const fs::path& target) {
  std::error_code ignored;
  if (fs::equivalent(model, target, ignored)) {
    return Error{ErrorCode::InvalidArgument, "The model can't be exported onto itself."};
  }
  if (auto named = checkModelName(target); target.has_extension() && !named) return named;
  return copyWhole(model, target);
}

QString freeModelName(const QString& name, const std::vector<KnownModel>& known) {
  const auto taken = [&](const QString& wanted) {
    return std::any_of(known.begin(), known.end(),
                       [&](const KnownModel& model) { return model.name == wanted; });
  };
  QString free = name;
  for (int number = 2; taken(free); ++number) {
    free = QStringLiteral("%1 (%2)").arg(name).arg(number);
  }
  return free;
}

Result<fs::path> importModelFile(const fs::path& source, const fs::path& folder,
                                 const std::vector<KnownModel>& known) {
  const auto header = loadCheckpointHeader(source);
  if (!header) return header.error();
  for (const KnownModel& model : known) {
    if (header->checksum.empty() || header->checksum != model.checksum) continue;
    return Error{ErrorCode::InvalidArgument,
                 "This model is here already, as “" + model.name.toStdString() + "”."};
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return systemError(error.value(), "create", folder);
  const QString own = QString::fromStdString(header->info.name.empty() ? source.stem().string()
                                                                       : header->info.name);
  const QString name = freeModelName(own, known);
  const fs::path target = freeModelFile(folder, name);
  if (auto copied = copyWhole(source, target); !copied) return copied.error();
  if (name == own) return target;
  if (auto renamed = renameModelFile(target, name); !renamed) {
    fs::remove(target, error);
    return renamed.error();
  }
  return target;
}

}  // namespace cadenza::ui
