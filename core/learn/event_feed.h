// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <future>
#include <vector>

#include "core/learn/batches.h"
#include "core/learn/learning.h"

namespace cadenza {

/// Batches of the training split without end: whole pieces, and in a third of the streams gaps
/// where the options want them. One thread uses it; Ahead lets another one read the next batch
/// meanwhile, so that a GPU need not wait for it.
class EventFeed {
 public:
  enum class Reading { OnDemand, Ahead };

  /// `corpus` and `options` must outlive the object.
  EventFeed(const Corpus& corpus, const TrainingOptions& options, Reading reading);
  ~EventFeed();
  EventFeed(const EventFeed&) = delete;
  EventFeed& operator=(const EventFeed&) = delete;

  /// Valid until the next call.
  [[nodiscard]] const EventBatch& next();

  /// Where it stands: the same batches come from here on, however it reads.
  struct Cursor {
    PieceDealer::State dealer;
    std::vector<EventStreams::Cursor> streams;
  };
  [[nodiscard]] Cursor cursor() const;
  void restore(const Cursor& cursor);

 private:
  [[nodiscard]] std::optional<Assignment> assign(int stream);
  void readAhead();

  const TrainingOptions& options_;
  Reading reading_;
  PieceDealer dealer_;
  EventStreams streams_;
  EventBatch batch_;
  EventBatch ahead_;
  Cursor beforeAhead_;
  std::future<void> busy_;  // valid while another thread reads
};

}  // namespace cadenza
