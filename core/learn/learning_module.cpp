// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/learning_module.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "core/learn/learning_entry.h"

namespace cadenza {
namespace {

namespace fs = std::filesystem;

constexpr const char* moduleName = "libcadenza-learning.so";

std::vector<fs::path> candidates() {
  std::vector<fs::path> paths;
  if (const char* chosen = std::getenv("CADENZA_LEARNING_MODULE")) paths.emplace_back(chosen);
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed).parent_path();
  paths.push_back(program / moduleName);
  paths.push_back(program / "../lib" / moduleName);
  paths.push_back(program / ".." / CADENZA_LIBDIR / "cadenza" / moduleName);
  return paths;
}

}  // namespace

Result<Learning*> loadLearning() {
  std::string problem = "it is not where the program lies";
  for (const fs::path& path : candidates()) {
    std::error_code failed;
    if (!fs::exists(path, failed)) continue;
    // The handle is kept until the program ends; opening it again answers the same one.
    void* module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!module) {
      problem = ::dlerror();
      continue;
    }
    const auto entry = reinterpret_cast<LearningEntry>(::dlsym(module, learningEntryName));
    if (Learning* learning = entry ? entry(learningBuild) : nullptr) return learning;
    problem = path.string() + " belongs to another build of Cadenza";
  }
  return Error{ErrorCode::DeviceUnavailable,
               std::string("The learning module ") + moduleName + " can't be used: " + problem +
                   ". Install libtorch and build Cadenza with CADENZA_LEARN=ON."};
}

}  // namespace cadenza
