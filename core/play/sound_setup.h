// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace cadenza {

/// How FluidSynth sounds and on which device.
struct SynthSetup {
  std::string driver = {};     ///< of FluidSynth ("jack", "alsa", ...); empty: what is there
  std::string device = {};     ///< as the driver names it (JACK: the server); empty: its default
  int bufferFrames = 0;        ///< 64 to 8192; 0: what suits the driver. JACK's server decides
  int buffers = 0;             ///< 2 to 64; 0: what suits the driver
  double sampleRate = 48'000;  ///< 8,000 to 96,000; JACK's server decides
  double gain = 1.0;           ///< FluidSynth's synth.gain, 0 to 10; at 1.0 the densest pieces
                               ///< of MAESTRO and Mutopia peak at 0.94 with FluidR3Mono
  double reverb = 0.5;         ///< 0 (none) to 1; at 0.5 it is FluidSynth's own
  double chorus = 0;           ///< 0 (none) to 1
  std::filesystem::path soundfont = {};  ///< empty: the default piano (findSoundfont)

  bool operator==(const SynthSetup&) const = default;
};

/// What goes to an instrument or a program outside.
struct MidiOutSetup {
  std::string port;            ///< by name; empty: a virtual port "Cadenza" that others connect to
  int channel = 0;             ///< of the notes, counted from 0
  std::optional<int> program;  ///< 0 to 127, sent when the port opens
  std::optional<int> bank;     ///< 0 to 16,383, sent before the program
  bool clock = false;          ///< clock, start, stop and song position go along

  bool operator==(const MidiOutSetup&) const = default;
};

enum class SoundOutput { Synth, MidiPort };

/// Where a piece is heard. A value.
struct SoundSetup {
  SoundOutput output = SoundOutput::Synth;
  SynthSetup synth;
  MidiOutSetup midi;

  bool operator==(const SoundSetup&) const = default;
};

/// What a pianist plays on.
struct MidiInSetup {
  std::string port;          ///< by name; empty: none
  bool virtualPort = false;  ///< opens a port "Cadenza" that others connect to, in place of `port`
  bool thru = true;          ///< what is played is heard through Cadenza
  double curve = 0;      ///< of velocity: -1 (soft playing is lifted) to 1 (lowered), 0 as played
  double latencyMs = 0;  ///< from key to computer, taken off what is recorded

  bool operator==(const MidiInSetup&) const = default;
};

}  // namespace cadenza
