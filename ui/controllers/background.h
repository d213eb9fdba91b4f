// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "core/base/caught.h"
#include "core/base/result.h"

namespace cadenza::ui {

/// One piece of work at a time on a thread of its own; its result comes back on the thread of
/// `receiver`, which must own this object or outlive it. GUI thread. The destructor asks the work
/// to stop, joins, and its result is not delivered.
class BackgroundTask {
 public:
  explicit BackgroundTask(QObject* receiver) : receiver_(receiver) {}
  ~BackgroundTask() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
  }
  BackgroundTask(const BackgroundTask&) = delete;
  BackgroundTask& operator=(const BackgroundTask&) = delete;

  [[nodiscard]] bool isRunning() const { return running_; }
  void requestStop() { thread_.request_stop(); }
  /// Blocks until the work is done; its result still comes later.
  void wait() {
    if (thread_.joinable()) thread_.join();
  }

  /// Starts `work`; `done` gets its result later, when isRunning() answers false again. Starting
  /// while running is our own mistake and asserts.
  template <class T>
  void start(std::function<Result<T>(std::stop_token)> work, std::function<void(Result<T>)> done) {
    assert(!running_);
    running_ = true;
    thread_ = std::jthread(
        [this, work = std::move(work), done = std::move(done)](std::stop_token stop) mutable {
          Result<T> result = caught([&] { return work(stop); });
          QMetaObject::invokeMethod(
              receiver_,
              [this, done = std::move(done), result = std::move(result)]() mutable {
                running_ = false;
                done(std::move(result));
              },
              Qt::QueuedConnection);
        });
  }

 private:
  QObject* receiver_;
  bool running_ = false;
  std::jthread thread_;
};

/// Carries the newest of many values from a worker to the thread of `receiver`: values that were
/// not fetched yet are replaced, so that the event queue holds one message at most.
template <class T>
class LatestValue {
 public:
  LatestValue(QObject* receiver, std::function<void(const T&)> deliver)
      : receiver_(receiver), deliver_(std::move(deliver)) {}

  /// Any thread, as long as this object and the receiver live.
  void put(T value) {
    bool announce = false;
    {
      const std::lock_guard lock(mutex_);
      announce = !value_;
      value_ = std::move(value);
    }
    if (announce) {
      QMetaObject::invokeMethod(
          receiver_,
          [this] {
            if (const std::optional<T> newest = take()) deliver_(*newest);
          },
          Qt::QueuedConnection);
    }
  }

  /// Forgets what was not delivered yet.
  std::optional<T> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(value_, std::nullopt);
  }

 private:
  QObject* receiver_;
  std::function<void(const T&)> deliver_;
  std::mutex mutex_;
  std::optional<T> value_;  // guarded by mutex_
};

}  // namespace cadenza::ui
