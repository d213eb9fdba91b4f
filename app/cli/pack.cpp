// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <memory>

#include "app/cli/attribution.h"
#include "app/cli/commands.h"
#include "app/cli/output_path.h"
#include "core/base/safe_file.h"
#include "core/model/checkpoint.h"

namespace cadenza::cli {
namespace {

struct PackOptions {
  std::string in;
  std::string out;
  std::string name;
  std::string licence;
  std::string manifest;
  std::string attribution;
};

Result<void> checkOutputs(const PackOptions& options) {
  if (auto usable = checkOutput(options.out, OutputKind::Model, {options.in}); !usable) {
    return usable;
  }
  return checkOutput(options.attribution, OutputKind::Text, {options.manifest, options.in});
}

Result<Answer> pack(const PackOptions& options, Console& console) {
  if (auto usable = checkOutputs(options); !usable) return usable.error();
  console.claimOutput(options.out);
  auto checkpoint = console.waitFor([&] { return loadCheckpoint(options.in); });
  if (!checkpoint) return checkpoint.error();
  if (!options.name.empty()) checkpoint->info.name = options.name;
  if (!options.licence.empty()) checkpoint->info.licence = options.licence;
  if (auto saved = saveCheckpoint(options.out, *checkpoint, Precision::Half); !saved) {
    return saved.error();
  }
  if (!isStream(options.out)) {
    if (const auto written = loadCheckpoint(options.out); !written) return written.error();
  }
  if (!options.manifest.empty()) {
    const auto page = attributionPage(options.manifest);
    if (!page) return page.error();
    if (auto written = writeFile(options.attribution, *page); !written) return written.error();
  }
  std::error_code unknown;  // of a pipe
  const auto size = std::filesystem::file_size(options.out, unknown);
  std::string text = options.out + ": " + checkpoint->info.name;
  if (!unknown) text += ", " + numberText(static_cast<double>(size) / 1e6, 1) + " MB";
  return Answer{text + '\n',
                {{"out", options.out},
                 {"name", checkpoint->info.name},
                 {"bytes", unknown ? Json() : Json(size)}}};
}

}  // namespace

void addPack(Commands& commands) {
  const auto options = std::make_shared<PackOptions>();
  CLI::App& command = commands.add("pack", "Write a model in half precision",
                                   [options](Console& console) { return pack(*options, console); });
  command.add_option("MODEL", options->in, "A model")->required();
  command.add_option("OUT", options->out, "The model to write, in half precision")->required();
  command.add_option("--name", options->name, "A new name for it");
  command.add_option("--licence", options->licence, "A note on the licence of its data");
  CLI::Option* manifest = command.add_option("--manifest", options->manifest,
                                             "A csv of the pieces that it learned from");
  CLI::Option* attribution = command.add_option("--attribution", options->attribution,
                                                "The page to write that names them (Markdown)");
  manifest->needs(attribution);
  attribution->needs(manifest);
}

}  // namespace cadenza::cli
