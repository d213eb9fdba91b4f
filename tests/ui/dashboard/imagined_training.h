// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "core/learn/training_course.h"

namespace cadenza::test {

/// Reports of a training that never was: the loss falls from 6 towards 2, with noise; a hundred
/// steps a minute, a thousand an epoch.
inline TrainingProgress progressAt(std::int64_t step) {
  const auto x = static_cast<double>(step);
  const double noise = 0.1 * std::sin(37.0 * x) * std::cos(11.3 * x);
  TrainingProgress progress;
  progress.step = step;
  progress.notes = 1000 * step;
  progress.minutes = x / 100;
  progress.epoch = x / 1000;
  progress.secondsLeft = 600;
  progress.fraction = 0.5;
  progress.notesPerSecond = 1600 + 300 * std::sin(x / 50);
  progress.learningRate = 2e-3;
  progress.gradientNorm = 0.4 + noise;
  const double fall = 4 * std::exp(-x / 2000);
  progress.train.heads = {0.5 + 0.3 * fall, 1.3 + 0.6 * fall + noise, 0.2 + 0.1 * fall};
  progress.memory = 1'500'000'000;
  return progress;
}

/// What such a model wrote: two hundred notes about the middle of the keyboard.
inline SelfPortrait portraitOf(std::uint64_t seed, double spread) {
  Random random(seed);
  const auto valuesOf = [&](double width, int count) {
    NoteValues values;
    std::vector<TimedNote> notes;
    double seconds = 0;
    for (int i = 0; i < count; ++i) {
      const double about = random.uniform() + random.uniform() + random.uniform() - 1.5;
      const double step = 0.6 * random.uniform() * random.uniform();
      TimedNote note;
      note.pitch = static_cast<std::uint8_t>(std::lround(64 + width * about));
      note.onset = seconds;
      note.duration = 0.1 + step * (1 + about * about);
      notes.push_back(note);
      seconds += step;
    }
    values.add(notes);
    return values;
  };
  const NoteValues data = valuesOf(18, 2000);
  const HistogramEdges edges = edgesFor(data);
  SelfPortrait portrait;
  portrait.notes = 200;
  portrait.repeatedGroups = 0.12;
  portrait.repeatedGroupsOfData = 0.05;
  portrait.data = histogramsOf(data, edges);
  portrait.written = histogramsOf(valuesOf(18 * spread, 200), edges);
  portrait.distances = distancesOf(portrait.written, portrait.data);
  return portrait;
}

inline TrainingEvaluation evaluationAt(std::int64_t step, bool best = true) {
  const TrainingProgress now = progressAt(step);
  TrainingEvaluation evaluation;
  evaluation.validation = now.train;
  evaluation.validation.heads[1] += 0.15;
  evaluation.point = {step, now.notes, now.minutes, now.train.total(),
                      evaluation.validation.total()};
  evaluation.best = best;
  evaluation.entropy = 1.4;
  return evaluation;
}

/// So many reports, with an evaluation every `each` of them.
inline TrainingCourse imaginedCourse(std::int64_t reports, std::int64_t each) {
  TrainingCourse course;
  for (std::int64_t step = 1; step <= reports; ++step) {
    course.add(progressAt(step));
    if (step % each == 0) course.add(evaluationAt(step));
  }
  return course;
}

}  // namespace cadenza::test
