// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace cadenza {

/// How a track's bytes came to their end.
enum class TrackEnd {
  Marked,    ///< with the end-of-track event
  Unmarked,  ///< after a whole event, without one
  CutShort,  ///< inside an event
  TooLong,   ///< the sink would hear no more
};

/// Bytes and messages that have no place in a track, passed over.
enum class TrackFault { StrayByte, SystemMessage, BigDataByte };

/// Walks over the events of one track in one pass and tells `sink`, which has the methods
///   bool advance(uint32_t delta)      time goes on by so many file ticks; false ends the walk
///   void noteOn(int channel, int pitch, int velocity), noteOff(int channel, int pitch)
///   void controller(int channel, int number, int value)
/// may have the methods
///   void program(int channel, int program)
///   void pitchBend(), channelPressure(), keyPressure(), systemExclusive()
///   void releaseVelocity(int channel)  of a note-off, unless it is 0 or the 64 of those who have
///   none
/// and has
///   void meta(int type, std::span<const std::byte> data)
///   void fault(TrackFault)
/// Running status goes on behind meta events and system messages, as many files have it. A velocity
/// or controller value over 127 counts as 127; a pitch or controller number over 127 is left out.
template <class Sink>
class TrackParser {
 public:
  TrackParser(std::span<const std::byte> track, Sink& sink)
      : at_(reinterpret_cast<const std::uint8_t*>(track.data())),
        end_(at_ + track.size()),
        sink_(sink) {}

  /// What is behind the end-of-track event that ended the last parse().
  [[nodiscard]] std::span<const std::byte> rest() const {
    return {reinterpret_cast<const std::byte*>(at_), left()};
  }

  TrackEnd parse() {
    while (at_ != end_) {
      std::uint32_t delta = 0;
      if (!readNumber(delta) || at_ == end_) return TrackEnd::CutShort;
      if (!sink_.advance(delta)) return TrackEnd::TooLong;
      std::uint8_t status = *at_;
      if (status >= 0x80) {
        ++at_;
      } else if (running_ != 0) {
        status = running_;
      } else {
        ++at_;
        sink_.fault(TrackFault::StrayByte);
        continue;
      }
      if (status < 0xf0) {
        running_ = status;
        if (!channelMessage(status)) return TrackEnd::CutShort;
      } else if (const Step step = systemMessage(status); step != Step::On) {
        return step == Step::EndOfTrack ? TrackEnd::Marked : TrackEnd::CutShort;
      }
    }
    return TrackEnd::Unmarked;
  }

 private:
  enum class Step { On, EndOfTrack, CutShort };

  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }

  // A variable-length number; one of more than 32 bits becomes the largest.
  bool readNumber(std::uint32_t& number) {
    if (at_ == end_) return false;
    std::uint8_t byte = *at_++;
    number = byte & 0x7f;
    while (byte >= 0x80) {
      if (at_ == end_) return false;
      byte = *at_++;
      number = number >> 25 ? UINT32_MAX : number << 7 | (byte & 0x7f);
    }
    return true;
  }

  bool channelMessage(std::uint8_t status) {
    const int kind = status >> 4;
    const int channel = status & 0x0f;
    if (kind == 0xc || kind == 0xd) {
      if (left() < 1) return false;
      if constexpr (requires { sink_.program(0, 0); }) {
        if (kind == 0xc && *at_ < 0x80) sink_.program(channel, *at_);
      }
      if constexpr (requires { sink_.channelPressure(); }) {
        if (kind == 0xd) sink_.channelPressure();
      }
      ++at_;
      return true;
    }
    if (left() < 2) return false;
    const int first = at_[0];
    int second = at_[1];
    at_ += 2;
    if ((first | second) > 127) {
      sink_.fault(TrackFault::BigDataByte);
      if (first > 127) return true;
      second = 127;
    }
    if constexpr (requires { sink_.pitchBend(); }) {
      if (kind == 0xe) sink_.pitchBend();
      if (kind == 0xa) sink_.keyPressure();
    }
    if (kind == 0x9 && second > 0) {
      sink_.noteOn(channel, first, second);
    } else if (kind == 0x8 || kind == 0x9) {
      sink_.noteOff(channel, first);
      if constexpr (requires { sink_.releaseVelocity(0); }) {
        if (second != 0 && second != 64) sink_.releaseVelocity(channel);
      }
    } else if (kind == 0xb) {
      sink_.controller(channel, first, second);
    }
    return true;
  }

  Step systemMessage(std::uint8_t status) {
    if (status == 0xff) return metaEvent();
    if (status == 0xf0 || status == 0xf7) return passOver();
    sink_.fault(TrackFault::SystemMessage);
    const std::size_t dataBytes = status == 0xf2 ? 2 : status == 0xf1 || status == 0xf3 ? 1 : 0;
    if (left() < dataBytes) return Step::CutShort;
    at_ += dataBytes;
    return Step::On;
  }

  Step metaEvent() {
    if (at_ == end_) return Step::CutShort;
    const int type = *at_++;
    std::uint32_t length = 0;
    if (!readNumber(length) || length > left()) return Step::CutShort;
    const std::uint8_t* data = at_;
    at_ += length;
    if (type == 0x2f) return Step::EndOfTrack;
    sink_.meta(type, {reinterpret_cast<const std::byte*>(data), length});
    return Step::On;
  }

  Step passOver() {
    std::uint32_t length = 0;
    if (!readNumber(length) || length > left()) return Step::CutShort;
    at_ += length;
    if constexpr (requires { sink_.systemExclusive(); }) sink_.systemExclusive();
    return Step::On;
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  std::uint8_t running_ = 0;
  Sink& sink_;
};

}  // namespace cadenza
