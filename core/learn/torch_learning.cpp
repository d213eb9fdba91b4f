// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/torch_learning.h"

#include <string>

#include "core/base/caught.h"
#include "core/learn/chord_evaluation.h"
#include "core/learn/device.h"
#include "core/learn/evaluation.h"
#include "core/learn/event_network.h"
#include "core/learn/gap_evaluation.h"
#include "core/learn/plausibility.h"
#include "core/learn/trainer.h"
#include "core/learn/triple_evaluation.h"

namespace cadenza {
namespace {

template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
  Error error;
  try {
    return work();
  } catch (const c10::Error& problem) {
    error = currentError();
    error.detail = std::string("libtorch: ") + problem.what_without_backtrace();
  } catch (...) {
    error = currentError();
  }
  if (error.code == ErrorCode::OutOfMemory) {
    error.detail = "Memory ran out while learning. Choose a smaller size or fewer streams.";
  }
  return error;
}

Result<Evaluation> evaluateModel(const Corpus& corpus, const Checkpoint& model,
                                 const EvaluationOptions& options, torch::Device device,
                                 const std::stop_token& stop) {
  if (const auto* chords = std::get_if<ChordRecipe>(&model.recipe.kind)) {
    ChordNetwork network(*chords, device);
    network.parameters().load(model.weights);
    return evaluateChords(network, model.chords, corpus, options.split, {}, options.progress, stop);
  }
  if (const auto* triples = std::get_if<TripleRecipe>(&model.recipe.kind)) {
    TripleNetwork network(device);
    network.parameters().load(model.weights);
    return evaluateTriples(network, *triples, corpus, options.split, {}, options.progress, stop);
  }
  EventNetwork network(model.recipe.events(), device);
  network.parameters().load(model.weights);
  return evaluateNetwork(network, corpus, options.split, {}, options.progress, stop);
}

}  // namespace

Result<TrainingOutcome> TorchLearning::train(const Corpus& corpus, const TrainingOptions& options,
                                             const TrainingObserver& observer, std::stop_token stop,
                                             TrainingControl* control) {
  return guarded([&] {
    const TaskSource tasks = [&](const TrainingOptions& wanted, torch::Device device) {
      return makeTask(corpus, wanted, device);
    };
    return trainRecipe(corpus, options, observer, stop, tasks, control);
  });
}

Result<Evaluation> TorchLearning::evaluate(const Corpus& corpus, const Checkpoint& checkpoint,
                                           const EvaluationOptions& options, std::stop_token stop) {
  return guarded([&]() -> Result<Evaluation> {
    const auto device = chooseDevice(options.device);
    if (!device) return device.error();
    setThreads(options.threads > 0 ? options.threads : defaultThreads());
    const auto evaluation = evaluateModel(corpus, checkpoint, options, *device, stop);
    if (!evaluation) return evaluation;
    if (const auto fault = faultOf(*evaluation)) return *fault;
    return evaluation;
  });
}

Result<GapEvaluation> TorchLearning::evaluateGaps(const Corpus& corpus,
                                                  const Checkpoint& checkpoint, std::size_t gaps,
                                                  const EvaluationOptions& options,
                                                  std::stop_token stop) {
  return guarded([&]() -> Result<GapEvaluation> {
    if (!checkpoint.recipe.isOurs()) {
      return Error{ErrorCode::InvalidArgument, "Only our own recipes fill gaps."};
    }
    const auto device = chooseDevice(options.device);
    if (!device) return device.error();
    setThreads(options.threads > 0 ? options.threads : defaultThreads());
    EventNetwork network(checkpoint.recipe.events(), *device);
    network.parameters().load(checkpoint.weights);
    const auto evaluation =
        evaluateGapsOf(network, corpus, options.split, gaps, options.progress, stop);
    if (!evaluation) return evaluation;
    if (const auto fault = faultOf(*evaluation)) return *fault;
    return evaluation;
  });
}

std::string TorchLearning::defaultDevice() {
  const auto device = chooseDevice(DeviceChoice::Auto);
  return device ? describe(*device) : device.error().detail;
}

}  // namespace cadenza
