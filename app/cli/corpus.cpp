// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <sstream>

#include "app/cli/commands.h"
#include "app/cli/corpus_source.h"

namespace cadenza::cli {
namespace {

std::string textOf(const ScanReport& report) {
  std::ostringstream text;
  text << countText(report.kept) << " of " << countText(report.files, "file") << " kept, "
       << countText(report.skipped.size()) << " skipped, "
       << countText(report.duplicates.size(), "duplicate") << '\n'
       << countText(report.notes, "note") << ", " << numberText(report.hours, 1) << " hours\n"
       << "Training " << countText(report.train, "piece") << ", validation "
       << countText(report.validation, "piece") << ", test " << countText(report.test, "piece")
       << " (" << (report.officialSplit ? "as the folder's csv says" : "chosen by their content")
       << ")\n"
       << numberText(report.elapsedSeconds, 2) << " s; " << countText(report.read, "file")
       << " read, the rest taken from the cache\n";
  for (const SkippedFile& file : report.skipped) {
    text << "skipped " << file.file << ": " << file.reason << '\n';
  }
  for (const DuplicateFile& file : report.duplicates) {
    text << "duplicate " << file.file << " of " << file.original << '\n';
  }
  for (const SkippedFile& file : report.warnings) {
    text << "kept " << file.file << ": " << file.reason << '\n';
  }
  for (const SkippedFile& each : report.passedOver) {
    text << "not scanned " << each.file << ": " << each.reason << '\n';
  }
  return text.str();
}

Json jsonOf(const std::vector<SkippedFile>& files) {
  Json list = Json::array();
  for (const SkippedFile& file : files) {
    list.push_back({{"file", file.file}, {"reason", file.reason}});
  }
  return list;
}

Json jsonOf(const ScanReport& report, const std::string& cache) {
  Json duplicates = Json::array();
  for (const DuplicateFile& file : report.duplicates) {
    duplicates.push_back({{"file", file.file}, {"original", file.original}});
  }
  return {{"files", report.files},
          {"kept", report.kept},
          {"skipped", jsonOf(report.skipped)},
          {"duplicates", duplicates},
          {"warnings", jsonOf(report.warnings)},
          {"not_scanned", jsonOf(report.passedOver)},
          {"notes", report.notes},
          {"hours", report.hours},
          {"train", report.train},
          {"validation", report.validation},
          {"test", report.test},
          {"official_split", report.officialSplit},
          {"read", report.read},
          {"elapsed_seconds", report.elapsedSeconds},
          {"cache", cache}};
}

}  // namespace

void addCorpus(Commands& commands) {
  const auto folder = std::make_shared<std::string>();
  CLI::App& command = commands.add(
      "corpus", "Scan a folder of MIDI files and make it ready to learn from",
      [folder](Console& console) -> Result<Answer> {
        const auto report = scanWithProgress(*folder, console);
        if (!report) return report.error();
        return Answer{textOf(*report), jsonOf(*report, defaultCacheFile(*folder).string())};
      });
  command.add_option("DIR", *folder, "A folder with MIDI files, searched with all below it")
      ->required();
}

}  // namespace cadenza::cli
