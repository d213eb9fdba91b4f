// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <functional>
#include <string>

#include "core/base/result.h"
#include "core/learn/learning.h"
#include "core/learn/product.h"

namespace cadenza {

/// Auto takes the GPU where torch finds one. Fails with DeviceUnavailable for Cuda without one.
[[nodiscard]] Result<torch::Device> chooseDevice(DeviceChoice choice);

/// "CPU, 1 thread" or the GPU's name with "CUDA".
[[nodiscard]] std::string describe(torch::Device device);

/// Sets the threads that one operation may use, in torch and in OpenBLAS below it: the latter has
/// threads of its own, of which a busy machine makes every product wait.
void setThreads(int threads);

/// Auto times a product both ways on a CPU and takes Mixed where it is clearly faster; a GPU always
/// computes Mixed.
[[nodiscard]] Arithmetic chooseArithmetic(ArithmeticChoice choice, torch::Device device);

/// Bytes that are held for learning: of the GPU's memory, or by this program in main memory; 0
/// where the system does not tell.
[[nodiscard]] std::uint64_t memoryHeld(torch::Device device);

/// All cores but one, which stays free for sound and screen; at least one.
[[nodiscard]] int defaultThreads();

/// Times `work` with 1, 2, 4 ... up to defaultThreads() threads, sets
/// torch to the fastest count and answers it. On a busy machine fewer threads are often faster.
int chooseThreadsByTiming(const std::function<void()>& work);

}  // namespace cadenza
