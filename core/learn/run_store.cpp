// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <sstream>
#include <utility>

#include "core/base/json_text.h"
#include "core/base/safe_file.h"
#include "core/learn/run_json.h"

namespace cadenza {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr int formatVersion = 1;
constexpr const char* runName = "run.json";
constexpr const char* courseName = "course.json";
constexpr const char* logName = "log.txt";
constexpr const char* lockName = "lock";
constexpr const char* checkpointsName = "checkpoints";
constexpr std::size_t largestRecord = std::size_t{64} << 20;

constexpr std::array<std::string_view, 8> stateNames{
    "queued", "running", "paused", "finished", "stopped early", "stopped", "failed", "interrupted"};

Result<void> writeJson(const fs::path& path, Json json, const char* format) {
  json["format"] = format;
  json["version"] = formatVersion;
  return writeFile(path, json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<Json> readJson(const fs::path& path, const std::string& format) {
  const auto bytes = readFile(path, largestRecord);
  if (!bytes) return bytes.error();
  const auto* text = reinterpret_cast<const char*>(bytes->data());
  Json json = parseJson({text, bytes->size()});
  const auto version =
      json.is_object() ? integerOf(json.value("version", Json()), 1) : std::nullopt;
  if (!version || json.value("format", Json()) != format) {
    return Error{ErrorCode::DamagedFile, path.string() + " is no record of a training."};
  }
  if (*version > formatVersion) {
    return Error{ErrorCode::UnsupportedFile,
                 path.string() + " was written by a newer Cadenza. Use that one to read it."};
  }
  return json;
}

// Answers -1 and leaves errno where another program has it.
int locked(const fs::path& folder) {
  const int file = ::open((folder / lockName).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return -1;
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return file;
  const int problem = errno;
  ::close(file);
  errno = problem;
  return -1;
}

bool isHeld(const fs::path& folder) {
  const int lock = locked(folder);
  if (lock >= 0) ::close(lock);
  return lock < 0 && errno == EWOULDBLOCK;
}

// By its moment, so that runs sort by their names.
std::string freshName() {
  std::timespec now{};
  std::timespec_get(&now, TIME_UTC);
  std::tm parts{};
  gmtime_r(&now.tv_sec, &parts);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y%m%d-%H%M%S", &parts);
  std::snprintf(text + length, sizeof text - length, "-%06ld", now.tv_nsec / 1000);
  return text;
}

}  // namespace

std::string_view name(RunState state) { return stateNames[static_cast<std::size_t>(state)]; }

bool isOpen(RunState state) {
  return state == RunState::Queued || state == RunState::Running || state == RunState::Paused;
}

fs::path checkpointsFolder(const TrainingRun& run) { return run.folder / checkpointsName; }

bool canResume(const TrainingRun& run) {
  fs::path state = run.plan.options.out;
  state += trainingStateEnding;
  std::error_code ignored;
  return !isOpen(run.state) && fs::exists(state, ignored) &&
         fs::exists(run.plan.options.out, ignored);
}

bool canBegin(const TrainingRun& run) {
  return run.state == RunState::Interrupted || (!isOpen(run.state) && run.minutes == 0);
}

RunFolder::RunFolder(fs::path path, int lock) : path_(std::move(path)), lock_(lock) {}

RunFolder::RunFolder(RunFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

RunFolder& RunFolder::operator=(RunFolder&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(lock_, other.lock_);
  return *this;
}

RunFolder::~RunFolder() {
  if (lock_ >= 0) ::close(lock_);
}

Result<RunFolder> RunFolder::create(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return systemError(error.value(), "create", folder);
  fs::path path = folder / freshName();
  while (!fs::create_directory(path, error)) {
    if (error) return systemError(error.value(), "create", path);
    path = folder / freshName();
  }
  return claim(path);
}

Result<RunFolder> RunFolder::claim(const fs::path& path) {
  const int lock = locked(path);
  if (lock >= 0) return RunFolder(path, lock);
  if (errno != EWOULDBLOCK) return systemError(errno, "open", path / lockName);
  return Error{ErrorCode::DeviceUnavailable,
               "The training in " + path.string() + " belongs to another Cadenza that runs."};
}

Result<void> writeRun(const TrainingRun& run) {
  return writeJson(run.folder / runName, runToJson(run), "cadenza-run");
}

Result<void> writeCourse(const TrainingRun& run) {
  if (auto written = writeJson(run.folder / courseName, courseToJson(run.course), "cadenza-course");
      !written) {
    return written;
  }
  std::string text;
  for (const std::string& line : run.log) text += line + '\n';
  return writeFile(run.folder / logName, text);
}

Result<TrainingRun> readRun(const fs::path& folder) {
  const auto json = readJson(folder / runName, "cadenza-run");
  if (!json) return json.error();
  auto run = runFromJson(*json);
  if (!run) return run.error();
  run->folder = folder;
  run->id = folder.filename().string();
  run->plan.options.checkpoints = checkpointsFolder(*run);
  return run;
}

Result<void> readCourse(TrainingRun& run) {
  run.log.clear();
  if (const auto bytes = readFile(run.folder / logName, largestRecord)) {
    std::istringstream text(
        std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
    for (std::string line; std::getline(text, line);) run.log.push_back(line);
  }
  const auto json = readJson(run.folder / courseName, "cadenza-course");
  if (!json) return json.error();
  auto course = courseFromJson(*json, run.folder);
  if (!course) return course.error();
  run.course = std::move(*course);
  return {};
}

std::vector<TrainingRun> listRuns(const fs::path& folder) {
  std::vector<TrainingRun> runs;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    auto run = readRun(entry->path());
    if (!run) continue;
    if (isOpen(run->state) && !isHeld(run->folder)) run->state = RunState::Interrupted;
    runs.push_back(std::move(*run));
  }
  std::sort(runs.begin(), runs.end(),
            [](const TrainingRun& a, const TrainingRun& b) { return a.id < b.id; });
  return runs;
}

}  // namespace cadenza
