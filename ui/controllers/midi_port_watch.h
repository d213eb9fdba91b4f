// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <stop_token>
#include <thread>

#include "core/play/midi_ports.h"
#include "ui/controllers/background.h"

namespace cadenza::ui {

/// Tells which MIDI ports there are while somebody looks: lists them once a second on a thread of
/// its own. GUI thread.
class MidiPortWatch : public QObject {
  Q_OBJECT

 public:
  using Lister = std::function<MidiPortLists()>;
  /// Makes what lists ports; it is made, used and destroyed on the thread.
  using MakeLister = std::function<Lister()>;

  explicit MidiPortWatch(MakeLister makeLister = listerOfThisMachine, QObject* parent = nullptr);

  /// Starts looking, or stops; what was found last stays.
  void setLooking(bool looking);
  [[nodiscard]] const MidiPortLists& lists() const { return lists_; }

 Q_SIGNALS:
  /// There are others than before; the first time in any case.
  void changed();

 private:
  static Lister listerOfThisMachine();
  void look(const std::stop_token& stop);

  MakeLister makeLister_;
  MidiPortLists lists_;
  bool found_ = false;
  LatestValue<MidiPortLists> latest_;
  std::jthread thread_;  // last: it uses the rest
};

}  // namespace cadenza::ui
