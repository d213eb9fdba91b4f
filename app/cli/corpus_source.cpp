// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/corpus_source.h"

namespace cadenza::cli {

Result<ScanReport> scanWithProgress(const std::string& folder, Console& console) {
  const auto report = scanFolder(
      folder, defaultCacheFile(folder), {},
      [&](const ScanProgress& progress) {
        const auto files = static_cast<double>(progress.files);
        console.progress(static_cast<double>(progress.done) / files, progress.current);
      },
      console.stopToken());
  console.endProgress();
  return report;
}

Result<Corpus> openCorpus(const std::string& folder, Console& console) {
  const auto report = scanWithProgress(folder, console);
  if (!report) return report.error();
  console.say(countText(report->kept, "piece") + ", " + countText(report->notes, "note") + ", " +
              numberText(report->hours, 1) + " hours (" + countText(report->train) + " train, " +
              countText(report->validation) + " validation, " + countText(report->test) +
              " test); " + countText(report->skipped.size(), "file") + " skipped, " +
              countText(report->duplicates.size(), "duplicate") + ".");
  for (const SkippedFile& each : report->passedOver) {
    console.say("Not scanned " + each.file + ": " + each.reason);
  }
  return Corpus::open(defaultCacheFile(folder));
}

std::optional<Split> splitNamed(const std::string& word) {
  for (const Split split : {Split::Train, Split::Validation, Split::Test}) {
    if (word == name(split)) return split;
  }
  return std::nullopt;
}

}  // namespace cadenza::cli
