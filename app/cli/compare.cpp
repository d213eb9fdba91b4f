// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/comparison_table.h"
#include "app/cli/corpus_source.h"
#include "app/cli/number_option.h"

namespace cadenza::cli {
namespace {

struct CompareOptions {
  std::string composed, composedSplit;
  std::string reference, split;
  std::string training, trainingSplit;
  double clipSeconds = usualClipSeconds;
};

// Opens each folder once, however often it is named.
class Library {
 public:
  explicit Library(Console& console) : console_(console) {}

  // An empty split is all of the folder.
  Result<PieceSelection> select(const std::string& folder, const std::string& split) {
    const std::string key = absoluteFolder(folder).string();
    auto found = corpora_.find(key);
    if (found == corpora_.end()) {
      auto corpus = openCorpus(folder, console_);
      if (!corpus) return corpus.error();
      found = corpora_.emplace(key, std::move(*corpus)).first;
    }
    return PieceSelection{&found->second, splitNamed(split)};
  }

 private:
  Console& console_;
  std::map<std::string, Corpus> corpora_;
};

// What the training set is where not all of it was said: next to held-out pieces of a folder that
// folder's train pieces, else the reference itself.
void completeTraining(CompareOptions& options) {
  if (!options.training.empty()) return;
  options.training = options.reference;
  if (options.trainingSplit.empty() && !options.split.empty()) options.trainingSplit = "train";
}

Result<Answer> compare(CompareOptions options, Console& console) {
  completeTraining(options);
  Library library(console);
  const auto composed = library.select(options.composed, options.composedSplit);
  if (!composed) return composed.error();
  const auto reference = library.select(options.reference, options.split);
  if (!reference) return reference.error();
  const auto training = library.select(options.training, options.trainingSplit);
  if (!training) return training.error();
  const auto comparison = compareMusic(
      *composed, *reference, *training,
      {options.clipSeconds, [&](double fraction) { console.progress(fraction, "comparing"); }},
      console.stopToken());
  if (!comparison) return comparison.error();
  const ComparedSets sets{*composed, *reference, *training, options.clipSeconds};
  return Answer{comparisonTable(*comparison, sets), comparisonJson(*comparison, sets)};
}

void addSplit(CLI::App& command, const char* name, std::string& split, const char* description) {
  command.add_option(name, split, description)
      ->check(CLI::IsMember({"train", "validation", "test"}));
}

}  // namespace

void addCompare(Commands& commands) {
  const auto options = std::make_shared<CompareOptions>();
  CLI::App& command =
      commands.add("compare", "Compare composed pieces with real ones, and count what they copied",
                   [options](Console& console) { return compare(*options, console); });
  command.add_option("COMPOSED", options->composed, "A folder with composed MIDI files")
      ->required();
  command.add_option("REFERENCE", options->reference, "A folder with real pieces")->required();
  addSplit(command, "--split", options->split,
           "Only these pieces of REFERENCE: train, validation or test");
  command.add_option("--training", options->training,
                     "A folder with what was learned from; without it REFERENCE, and with --split "
                     "its train pieces");
  addSplit(command, "--training-split", options->trainingSplit,
           "Only these pieces of the training folder");
  addSplit(command, "--composed-split", options->composedSplit, "Only these pieces of COMPOSED");
  addDecimal(command, "--clip", options->clipSeconds, "Seconds a clip (30)", {2, 600});
}

}  // namespace cadenza::cli
