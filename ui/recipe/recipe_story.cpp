// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipe/recipe_story.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "core/model/checkpoint.h"
#include "ui/controls/words.h"

namespace cadenza::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("RecipeStory", text); }

RecipeStory performance() {
  return {tr("Performance"),
          tr("Learns how a pianist plays: exact timing, touch and pedal. For recorded playing."),
          {{tr("How it hears"),
            tr("In steps of ten milliseconds: which key goes down and how hard, which is lifted, "
               "and the pedal. It knows nothing of bars, so rubato, grace notes and spread chords "
               "come out as they were played.")},
           {tr("Good for"),
            tr("Piano recordings taken down as MIDI, such as MAESTRO, or your own playing. It "
               "wants much of it: a few hours of music and up.")}}};
}

RecipeStory score() {
  return {tr("Score"),
          tr("Learns what is written: bars, beats and note values. For typed or notated music."),
          {{tr("How it hears"),
            tr("In twenty-fourths of a quarter, and it always knows where in the bar it is. What "
               "it writes lies on your own bars, at any tempo.")},
           {tr("Good for"),
            tr("Pieces from notation programs and hand-made MIDI files, also few of them. Choose "
               "Performance for playing that keeps to no bars.")}}};
}

RecipeStory teach() {
  return {tr("Teach a model my style"),
          tr("Goes on from a model that composes already, with your pieces: the quickest way to "
             "something of your own."),
          {{tr("How it works"),
            tr("The model keeps what it knows of harmony and hands and learns your manner on top "
               "of it, in gentler steps so that it does not forget. A new model comes of it; the "
               "one it began with stays as it is.")},
           {tr("Good for"),
            tr("Your own pieces, or one composer's, from about ten on. With fewer it learns them "
               "by heart rather than their manner, and the doctor will say so.")}}};
}

RecipeStory classicA() {
  return {tr("Classic A: chords as words"),
          tr("A well-known music generator of 2019, rebuilt row by row. For slow, chordal music, "
             "and to see what a network looks back at."),
          {{tr("Where it comes from"),
            tr("From “note_music_generator”. Five times a second it looks at the keys, takes all "
               "that sound together as one word of a language, and guesses the next word with "
               "three recurrent layers, between which it looks back by self-attention.")},
           {tr("Good for"),
            tr("Music that moves in chords. It knows no loudness and no pedal, and a note shorter "
               "than one look is lost. After composing, its two pictures of attention show what it "
               "looked at.")},
           {tr("What was wrong"),
            tr("Dropout and the other brakes on learning by heart never acted; its first attention "
               "looked at everything alike; a chord that it had not met ended the program. All of "
               "this is mended here. “Faithful”, under Advanced, brings it back.")}}};
}

RecipeStory classicB() {
  return {tr("Classic B: pitch, step, duration"),
          tr("The network of TensorFlow's tutorial on music. Small, quick, and good to learn on "
             "what matters."),
          {{tr("Where it comes from"),
            tr("From the tutorial that many begin with: one small recurrent layer that reads "
               "25 notes and tells the pitch of the next, how long until it begins and how long it "
               "lasts.")},
           {tr("Good for"),
            tr("A first training in a few minutes, and to see why ours hear otherwise: it guesses "
               "times by their squared error, which for chords lies between now and later, so they "
               "come out as arpeggios. That is its nature and stays.")},
           {tr("What was wrong"),
            tr("Pitches that it wrote were fed back on another scale than it had learned; its "
               "windows ran from the end of one piece into the next; every epoch had the same "
               "batches; it stopped by the training loss. Mended here. “Faithful”, under Advanced, "
               "brings it back.")}}};
}

QString rounded(double count) {
  const QLocale locale;
  if (count < 1e6) return locale.toString(std::round(count / 1e3) * 1e3, 'f', 0);
  return tr("%1 million").arg(locale.toString(count / 1e6, 'f', count < 1e7 ? 1 : 0));
}

}  // namespace

RecipeStory storyOf(RecipeKind kind) {
  switch (kind) {
    case RecipeKind::Performance:
      return performance();
    case RecipeKind::Score:
      return score();
    case RecipeKind::Teach:
      return teach();
    case RecipeKind::ClassicA:
      return classicA();
    case RecipeKind::ClassicB:
      return classicB();
  }
  return {};
}

QString sizeText(NetworkSize size) {
  switch (size) {
    case NetworkSize::Small:
      return tr("Quickest, and enough for one composer or a few hundred pieces.");
    case NetworkSize::Medium:
      return tr("Longer ideas; for a night, or a graphics card.");
    case NetworkSize::Large:
      return tr("For much music and a graphics card.");
  }
  return {};
}

QString parametersText(const Recipe& recipe) {
  const auto* chords = std::get_if<ChordRecipe>(&recipe.kind);
  const auto count = static_cast<double>(parameterCount(recipe));
  if (!chords || chords->classes > 0) return tr("%1 parameters").arg(rounded(count));
  Recipe one = recipe;
  std::get<ChordRecipe>(one.kind).classes = 1;
  const auto more = static_cast<std::size_t>(parameterCount(one) - parameterCount(recipe));
  return tr("%1 parameters, and %2 for each chord of the music")
      .arg(rounded(count), countText(more));
}

}  // namespace cadenza::ui
