// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/caught.h"
#include "core/base/json_text.h"
#include "core/model/model_metadata.h"

namespace cadenza {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr const char* checkpointsName = "checkpoints";

// JSON has neither NaN nor infinity.
Json orNull(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

double numberOr(const Json& json, double otherwise) {
  return json.is_number() ? json.get<double>() : otherwise;
}

double numberOrNaN(const Json& json) {
  return numberOr(json, std::numeric_limits<double>::quiet_NaN());
}

template <class T>
Json orNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::optional<double> optionalNumber(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

// An enumeration as its number, kept within what it may be.
template <class Choice>
Choice choice(const Json& json, const char* name, Choice last) {
  const int value = json.value(name, 0);
  return static_cast<Choice>(std::clamp(value, 0, static_cast<int>(last)));
}

Json toJson(const OptimiserOptions& options) {
  return {{"kind", static_cast<int>(options.kind)},
          {"learning_rate", options.learningRate},
          {"schedule", static_cast<int>(options.schedule)},
          {"first_decay", options.firstDecay},
          {"second_decay", options.secondDecay},
          {"epsilon", options.epsilon},
          {"weight_decay", options.weightDecay},
          {"largest_norm", orNull(options.largestNorm)},
          {"averages", options.averages}};
}

OptimiserOptions optimiserFrom(const Json& json) {
  OptimiserOptions options;
  options.kind = choice(json, "kind", OptimiserOptions::Kind::NAdam);
  options.learningRate = json.value("learning_rate", options.learningRate);
  options.schedule = choice(json, "schedule", OptimiserOptions::Schedule::Constant);
  options.firstDecay = json.value("first_decay", options.firstDecay);
  options.secondDecay = json.value("second_decay", options.secondDecay);
  options.epsilon = json.value("epsilon", options.epsilon);
  options.weightDecay = json.value("weight_decay", options.weightDecay);
  options.largestNorm = numberOr(json.at("largest_norm"), std::numeric_limits<double>::infinity());
  options.averages = json.value("averages", options.averages);
  return options;
}

Json toJson(const TrainingOptions& options) {
  return {{"out", options.out.string()},
          {"recipe", parseJson(cadenza::toJson(options.recipe))},
          {"name", options.modelName},
          {"licence", options.licence},
          {"minutes", orNull(options.minutes)},
          {"epochs", orNull(options.epochs)},
          {"seed", options.seed},
          {"device", static_cast<int>(options.device)},
          {"arithmetic", static_cast<int>(options.arithmetic)},
          {"threads", options.threads},
          {"resume", options.resume},
          {"from", options.from.string()},
          {"streams", options.streams},
          {"chunk", options.chunk},
          {"dropout", orNull(options.dropout)},
          {"augment", options.augment},
          {"gaps", options.gaps},
          {"optimiser", toJson(options.optimiser)},
          {"portraits", options.portraits},
          {"validate_every", options.validateEveryMinutes},
          {"patience", options.patience}};
}

std::optional<TrainingOptions> optionsFrom(const Json& json) {
  const auto recipe = recipeFromJson(json.at("recipe").dump());
  if (!recipe) return std::nullopt;
  TrainingOptions options;
  options.recipe = *recipe;
  options.out = json.at("out").get<std::string>();
  options.modelName = json.value("name", "");
  options.licence = json.value("licence", "");
  options.minutes = optionalNumber(json, "minutes");
  options.epochs = optionalNumber(json, "epochs");
  options.seed = json.value("seed", options.seed);
  options.device = choice(json, "device", DeviceChoice::Cuda);
  options.arithmetic = choice(json, "arithmetic", ArithmeticChoice::Mixed);
  options.threads = json.value("threads", options.threads);
  options.resume = json.value("resume", false);
  options.from = json.value("from", "");
  options.streams = json.value("streams", options.streams);
  options.chunk = json.value("chunk", options.chunk);
  options.dropout = optionalNumber(json, "dropout");
  options.augment = json.value("augment", options.augment);
  options.gaps = json.value("gaps", options.gaps);
  options.optimiser = optimiserFrom(json.at("optimiser"));
  options.portraits = json.value("portraits", options.portraits);
  options.validateEveryMinutes = json.value("validate_every", options.validateEveryMinutes);
  options.patience = json.value("patience", options.patience);
  return options;
}

Json toJson(const CorpusChoice& corpus) {
  Json places = Json::array();
  for (const fs::path& place : corpus.places) places.push_back(place.string());
  return {{"places", places},
          {"left_out", corpus.leftOut},
          {"validation_share", corpus.validationShare},
          {"licence", corpus.licence}};
}

CorpusChoice corpusFrom(const Json& json) {
  CorpusChoice corpus;
  for (const Json& place : json.at("places")) corpus.places.emplace_back(place.get<std::string>());
  corpus.leftOut = json.value("left_out", corpus.leftOut);
  corpus.validationShare = json.value("validation_share", corpus.validationShare);
  corpus.licence = json.value("licence", "");
  return corpus;
}

RunState stateFrom(const std::string& text) {
  for (int i = 0; i <= static_cast<int>(RunState::Interrupted); ++i) {
    if (name(static_cast<RunState>(i)) == text) return static_cast<RunState>(i);
  }
  return RunState::Failed;
}

Json toJson(const CoursePoint& point) {
  return {point.step,
          orNull(point.epoch),
          orNull(point.minutes),
          orNull(point.train.heads[0]),
          orNull(point.train.heads[1]),
          orNull(point.train.heads[2]),
          orNull(point.learningRate),
          orNull(point.gradientNorm),
          orNull(point.notesPerSecond),
          point.reports};
}

CoursePoint pointFrom(const Json& row) {
  CoursePoint point;
  point.step = row.at(0).get<std::int64_t>();
  point.epoch = numberOrNaN(row.at(1));
  point.minutes = numberOrNaN(row.at(2));
  for (std::size_t i = 0; i < 3; ++i) point.train.heads[i] = numberOrNaN(row.at(3 + i));
  point.learningRate = numberOrNaN(row.at(6));
  point.gradientNorm = numberOrNaN(row.at(7));
  point.notesPerSecond = numberOrNaN(row.at(8));
  point.reports = row.at(9).get<std::int64_t>();
  return point;
}

using HistogramMembers = std::array<std::pair<const char*, Histogram NoteHistograms::*>, 3>;
constexpr HistogramMembers histogramMembers{{{"pitch", &NoteHistograms::pitch},
                                             {"step", &NoteHistograms::step},
                                             {"duration", &NoteHistograms::duration}}};

// Edges are written with the data's alone: both have the same.
Json toJson(const NoteHistograms& histograms, bool withEdges) {
  Json json = Json::object();
  for (const auto& [name, member] : histogramMembers) {
    const Histogram& one = histograms.*member;
    json[name] = {{"counts", one.counts}, {"below", one.below}, {"above", one.above}};
    if (withEdges) json[name]["edges"] = one.edges;
  }
  return json;
}

NoteHistograms histogramsFrom(const Json& json, const NoteHistograms* edges) {
  NoteHistograms histograms;
  for (const auto& [name, member] : histogramMembers) {
    const Json& one = json.at(name);
    Histogram& histogram = histograms.*member;
    histogram.counts = one.at("counts").get<std::vector<std::size_t>>();
    histogram.below = one.at("below").get<std::size_t>();
    histogram.above = one.at("above").get<std::size_t>();
    histogram.edges = edges ? (edges->*member).edges : one.at("edges").get<std::vector<double>>();
    if (histogram.edges.size() != histogram.counts.size() + 1) {
      throw Json::other_error::create(501, "edges and counts differ", nullptr);
    }
  }
  return histograms;
}

Json toJson(const SelfPortrait& portrait) {
  return {{"notes", portrait.notes},
          {"repeated", portrait.repeatedGroups},
          {"repeated_of_data", portrait.repeatedGroupsOfData},
          {"written", toJson(portrait.written, false)}};
}

SelfPortrait portraitFrom(const Json& json, const NoteHistograms& data) {
  SelfPortrait portrait;
  portrait.notes = json.at("notes").get<std::size_t>();
  portrait.repeatedGroups = json.at("repeated").get<double>();
  portrait.repeatedGroupsOfData = json.at("repeated_of_data").get<double>();
  portrait.data = data;
  portrait.written = histogramsFrom(json.at("written"), &data);
  portrait.distances = distancesOf(portrait.written, portrait.data);
  return portrait;
}

Json toJson(const TrainingEvaluation& evaluation) {
  Json diagnoses = Json::array();
  for (const Diagnosis& one : evaluation.diagnoses) {
    diagnoses.push_back({{"finding", static_cast<int>(one.finding)},
                         {"sentence", one.sentence},
                         {"advice", one.advice}});
  }
  const CurvePoint& point = evaluation.point;
  const auto& heads = evaluation.validation.heads;
  return {{"step", point.step},
          {"notes", point.notes},
          {"minutes", point.minutes},
          {"train", orNull(point.train)},
          {"validation", orNull(point.validation)},
          {"heads", {orNull(heads[0]), orNull(heads[1]), orNull(heads[2])}},
          {"best", evaluation.best},
          {"entropy", orNull(evaluation.entropy)},
          {"portrait", evaluation.portrait ? toJson(*evaluation.portrait) : Json(nullptr)},
          {"diagnoses", diagnoses},
          {"checkpoint", evaluation.checkpoint.filename().string()}};
}

TrainingEvaluation evaluationFrom(const Json& json, const NoteHistograms& data,
                                  const fs::path& folder) {
  TrainingEvaluation evaluation;
  evaluation.point = {json.at("step").get<std::int64_t>(), json.at("notes").get<std::int64_t>(),
                      json.at("minutes").get<double>(), numberOrNaN(json.at("train")),
                      numberOrNaN(json.at("validation"))};
  for (std::size_t i = 0; i < 3; ++i) {
    evaluation.validation.heads[i] = numberOrNaN(json.at("heads").at(i));
  }
  evaluation.best = json.at("best").get<bool>();
  evaluation.entropy = numberOrNaN(json.at("entropy"));
  if (json.at("portrait").is_object()) {
    evaluation.portrait = portraitFrom(json.at("portrait"), data);
  }
  for (const Json& one : json.at("diagnoses")) {
    evaluation.diagnoses.push_back({choice(one, "finding", Finding::UnlikeTheData),
                                    one.at("sentence").get<std::string>(),
                                    one.at("advice").get<std::string>()});
  }
  const auto checkpoint = fs::path(json.value("checkpoint", "")).filename();
  if (!checkpoint.empty()) evaluation.checkpoint = folder / checkpointsName / checkpoint;
  return evaluation;
}

// Whatever is not as it should be is one error: nobody mends such a file by hand.
template <class Read>
auto guarded(const char* what, Read&& read) -> decltype(read()) {
  try {
    return read();
  } catch (const std::exception& problem) {
    if (isOutOfMemory(problem)) throw;
    return Error{ErrorCode::DamagedFile,
                 std::string("The record of ") + what + " is damaged: " + problem.what()};
  }
}

}  // namespace

Json runToJson(const TrainingRun& run) {
  return {{"created", run.created},
          {"state", name(run.state)},
          {"problem", run.problem},
          {"device", run.device},
          {"fraction", run.fraction},
          {"minutes", run.minutes},
          {"best_loss", orNull(run.bestLoss)},
          {"options", toJson(run.plan.options)},
          {"corpus", toJson(run.plan.corpus)}};
}

Result<TrainingRun> runFromJson(const Json& json) {
  return guarded("a training", [&]() -> Result<TrainingRun> {
    TrainingRun run;
    run.created = json.at("created").get<std::string>();
    run.state = stateFrom(json.at("state").get<std::string>());
    run.problem = json.value("problem", "");
    run.device = json.value("device", "");
    run.fraction = json.value("fraction", 0.0);
    run.minutes = json.value("minutes", 0.0);
    run.bestLoss = numberOrNaN(json.at("best_loss"));
    const auto options = optionsFrom(json.at("options"));
    if (!options) return Error{ErrorCode::UnsupportedFile, "A training of an unknown recipe."};
    run.plan = {*options, corpusFrom(json.at("corpus"))};
    return run;
  });
}

Json courseToJson(const TrainingCourse& course) {
  Json points = Json::array();
  for (const CoursePoint& point : course.points()) points.push_back(toJson(point));
  Json evaluations = Json::array();
  Json data = nullptr;
  for (const TrainingEvaluation& evaluation : course.evaluations()) {
    evaluations.push_back(toJson(evaluation));
    if (evaluation.portrait) data = toJson(evaluation.portrait->data, true);
  }
  return {{"points", points}, {"evaluations", evaluations}, {"data", data}};
}

Result<TrainingCourse> courseFromJson(const Json& json, const fs::path& folder) {
  return guarded("a training's course", [&]() -> Result<TrainingCourse> {
    std::vector<CoursePoint> points;
    for (const Json& row : json.at("points")) points.push_back(pointFrom(row));
    const Json& dataJson = json.at("data");
    const NoteHistograms data =
        dataJson.is_object() ? histogramsFrom(dataJson, nullptr) : NoteHistograms{};
    std::vector<TrainingEvaluation> evaluations;
    for (const Json& one : json.at("evaluations")) {
      evaluations.push_back(evaluationFrom(one, data, folder));
    }
    return TrainingCourse::of(std::move(points), std::move(evaluations));
  });
}

}  // namespace cadenza
