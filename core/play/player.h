// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/play/input_history.h"
#include "core/play/midi_input.h"
#include "core/play/note_sink.h"
#include "core/play/schedule.h"

namespace cadenza {

/// Plays a schedule on its own thread, the sole user of the sink. All methods may be called from
/// any thread and return at once; the destructor stops, silences the sink and joins.
class Player {
 public:
  /// Makes the sink; runs on the player thread, so that a slow soundfont does not block the caller.
  /// Called again when the sink's clock stands still for a second (its device went away).
  using SinkFactory = std::function<std::unique_ptr<NoteSink>()>;

  explicit Player(SinkFactory makeSink);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  /// Goes on with another sink from the same place; nothing is left sounding on the old one.
  void setSink(SinkFactory makeSink);

  /// What hands play: sounds at once where it is to be heard through (see setThru), and is taken
  /// down with its place in the music that the hands heard.
  void input(const MidiInput& input);
  /// What hands played from the input of that number (counted since the start) on; the last five
  /// minutes are kept.
  [[nodiscard]] std::vector<PlayedInput> inputs(std::uint64_t from) const;
  [[nodiscard]] std::uint64_t inputCount() const;
  /// From a key to the program, in seconds; taken off the places of inputs.
  void setInputLatency(double seconds);
  /// Whether what hands play is sounded; it is at first.
  void setThru(bool on);

  /// The music from now on, also while playing: heard from the next note on. Notes that sound and
  /// are gone from the new schedule are ended.
  void setSchedule(std::shared_ptr<const Schedule> schedule);
  void play(const CountIn& countIn = {});
  /// Stops where it is; every note ends and the pedal is lifted.
  void pause();
  void seek(Tick tick);
  /// 0.25 to 2 times the tempo.
  void setSpeed(double speed);
  /// Plays this range over and over; nothing ends looping.
  void setLoop(std::optional<TickRange> range);
  /// Sounds a note at once, playing or not, for about half a second.
  void audition(int pitch, int velocity);
  /// Ends everything that sounds, on every sink.
  void panic();

  struct State {
    Tick position = 0;  ///< where the ear is now
    int round = 0;      ///< of the loop there, see PlayedPlace; 0 when nothing plays
    double early = 0;   ///< see PlayedPlace; 0 when nothing plays
    bool playing = false;
    bool ready = false;  ///< the sink is made
    bool audible = false;
    std::string sink;          ///< description of the sink
    double latency = 0;        ///< of the sink, in seconds
    double speed = 1;          ///< times the tempo
    bool provisional = false;  ///< the sink stands in for a device that may come back
    int waits = 0;             ///< see Playback
    int starvations = 0;       ///< see Playback
  };
  [[nodiscard]] State state() const;

 private:
  struct Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace cadenza
