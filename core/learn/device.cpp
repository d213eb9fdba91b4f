// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/device.h"

#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <limits>
#include <thread>

// Null where libtorch stands on another BLAS.
extern "C" void openblas_set_num_threads(int threads) __attribute__((weak));

namespace cadenza {

Result<torch::Device> chooseDevice(DeviceChoice choice) {
  const bool hasGpu = torch::cuda::is_available();
  if (choice == DeviceChoice::Cuda && !hasGpu) {
    return Error{ErrorCode::DeviceUnavailable,
                 "This libtorch finds no CUDA GPU. Choose the device auto or cpu, or build Cadenza "
                 "against a libtorch with CUDA (see README)."};
  }
  if (choice == DeviceChoice::Cpu || !hasGpu) return torch::Device(torch::kCPU);
  // TensorFloat-32 where products and recurrent layers stay single: ten bits do no harm to them.
  at::globalContext().setAllowTF32CuBLAS(true);
  at::globalContext().setAllowTF32CuDNN(true);
  return torch::Device(torch::kCUDA, 0);
}

std::string describe(torch::Device device) {
  if (device.is_cuda()) return "GPU " + std::to_string(device.index()) + " (CUDA)";
  const int threads = at::get_num_threads();
  return "CPU, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
}

std::uint64_t memoryHeld(torch::Device device) {
  if (device.is_cuda()) {
    // The runtime is there when torch has taken a GPU; a libtorch without CUDA has no header of it.
    using MemoryInfo = int (*)(std::size_t * free, std::size_t * total);
    const auto info = reinterpret_cast<MemoryInfo>(::dlsym(RTLD_DEFAULT, "cudaMemGetInfo"));
    std::size_t free = 0, total = 0;
    return info && info(&free, &total) == 0 ? total - free : 0;
  }
  std::ifstream pages("/proc/self/statm");
  std::uint64_t size = 0, resident = 0;
  pages >> size >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void setThreads(int threads) {
  at::set_num_threads(threads);
  if (openblas_set_num_threads) openblas_set_num_threads(threads);
}

Arithmetic chooseArithmetic(ArithmeticChoice choice, torch::Device device) {
  if (choice == ArithmeticChoice::Single) return Arithmetic::Single;
  if (choice == ArithmeticChoice::Mixed || device.is_cuda()) return Arithmetic::Mixed;
  constexpr double clearly = 1.25;
  constexpr int tries = 3;
  torch::NoGradGuard guard;
  const torch::Tensor x = torch::ones({512, 320});
  const torch::Tensor weight = torch::ones({960, 320});
  const auto seconds = [&](Arithmetic arithmetic) {
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < tries; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      (void)product(x, weight, arithmetic);
      const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
      best = std::min(best, spent.count());
    }
    return best;
  };
  const double single = seconds(Arithmetic::Single);
  return seconds(Arithmetic::Mixed) * clearly < single ? Arithmetic::Mixed : Arithmetic::Single;
}

int defaultThreads() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

int chooseThreadsByTiming(const std::function<void()>& work) {
  const int most = defaultThreads();
  int best = 1;
  double bestSeconds = 0;
  for (int threads = 1; threads <= most;
       threads = threads < most ? std::min(2 * threads, most) : most + 1) {
    setThreads(threads);
    work();
    const auto begin = std::chrono::steady_clock::now();
    work();
    work();
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
    if (threads == 1 || spent.count() < bestSeconds) {
      best = threads;
      bestSeconds = spent.count();
    }
  }
  setThreads(best);
  return best;
}

}  // namespace cadenza
