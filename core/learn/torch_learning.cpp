// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/torch_learning.h"

#include <new>
#include <string_view>

#include "core/learn/device.h"
#include "core/learn/evaluation.h"
#include "core/learn/event_network.h"
#include "core/learn/trainer.h"

namespace cadenza {
namespace {

template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
  const auto outOfMemory = [] {
    return Error{ErrorCode::OutOfMemory,
                 "Memory ran out while learning. Choose a smaller size or fewer streams."};
  };
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return outOfMemory();
  } catch (const c10::Error& problem) {
    const std::string_view message = problem.what_without_backtrace();
    if (message.find("memory") != std::string_view::npos) return outOfMemory();
    return Error{ErrorCode::DeviceUnavailable, "libtorch: " + std::string(message)};
  } catch (const std::exception& problem) {
    return Error{ErrorCode::DeviceUnavailable, std::string("libtorch: ") + problem.what()};
  }
}

}  // namespace

Result<TrainingOutcome> TorchLearning::train(const Corpus& corpus, const TrainingOptions& options,
                                             const TrainingObserver& observer,
                                             std::stop_token stop) {
  return guarded([&] { return trainRecipe(corpus, options, observer, stop); });
}

Result<Evaluation> TorchLearning::evaluate(const Corpus& corpus, const Checkpoint& checkpoint,
                                           const EvaluationOptions& options, std::stop_token stop) {
  return guarded([&]() -> Result<Evaluation> {
    const auto device = chooseDevice(options.device);
    if (!device) return device.error();
    setThreads(options.threads > 0 ? options.threads : defaultThreads());
    EventNetwork network(checkpoint.recipe.events(), *device);
    network.parameters().load(checkpoint.weights);
    return evaluateNetwork(network, corpus, options.split, {}, options.progress, stop);
  });
}

std::string TorchLearning::defaultDevice() {
  const auto device = chooseDevice(DeviceChoice::Auto);
  return device ? describe(*device) : device.error().detail;
}

}  // namespace cadenza
