// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_synonyms.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace cadenza::ui {
namespace {

struct Synonyms {
  const char* id;
  const char* words;
};

constexpr std::array synonyms{
    Synonyms{"compose.generate", QT_TRANSLATE_NOOP("CommandSynonyms", "compose continue write")},
    Synonyms{"edit.preferences", QT_TRANSLATE_NOOP("CommandSynonyms",
                                                   "settings options configuration audio device "
                                                   "soundfont midi port")},
    Synonyms{"edit.undo", QT_TRANSLATE_NOOP("CommandSynonyms", "back revert")},
    Synonyms{"file.export-audio",
             QT_TRANSLATE_NOOP("CommandSynonyms", "export mp3 wav ogg flac sound render bounce")},
    Synonyms{"file.export-midi", QT_TRANSLATE_NOOP("CommandSynonyms", "export smf")},
    Synonyms{"file.properties",
             QT_TRANSLATE_NOOP("CommandSynonyms", "title composer copyright key signature")},
    Synonyms{"help.about", QT_TRANSLATE_NOOP("CommandSynonyms", "version licence credits")},
    Synonyms{"play.keyboard-piano", QT_TRANSLATE_NOOP("CommandSynonyms", "virtual piano typing")},
    Synonyms{"play.metronome", QT_TRANSLATE_NOOP("CommandSynonyms", "click")},
    Synonyms{"play.panic", QT_TRANSLATE_NOOP("CommandSynonyms", "mute silence panic stop hanging")},
    Synonyms{"play.record", QT_TRANSLATE_NOOP("CommandSynonyms", "arm capture")},
    Synonyms{"roll.delete-bars", QT_TRANSLATE_NOOP("CommandSynonyms", "remove measures cut time")},
    Synonyms{"roll.go-to-bar", QT_TRANSLATE_NOOP("CommandSynonyms", "locate jump measure")},
    Synonyms{"roll.humanise", QT_TRANSLATE_NOOP("CommandSynonyms", "humanize randomize groove")},
    Synonyms{"roll.insert-bars", QT_TRANSLATE_NOOP("CommandSynonyms", "add measures time")},
    Synonyms{"roll.quantise", QT_TRANSLATE_NOOP("CommandSynonyms", "quantize align timing")},
    Synonyms{"roll.repeat-bars",
             QT_TRANSLATE_NOOP("CommandSynonyms", "copy section duplicate measures")},
    Synonyms{"roll.set-velocities",
             QT_TRANSLATE_NOOP("CommandSynonyms",
                               "dynamics crescendo diminuendo loudness volume scale")},
    Synonyms{"roll.tempo-at-playhead",
             QT_TRANSLATE_NOOP("CommandSynonyms", "bpm beats speed metronome")},
    Synonyms{"roll.time-signature-at-playhead",
             QT_TRANSLATE_NOOP("CommandSynonyms", "meter metre measure")},
    Synonyms{"roll.transpose",
             QT_TRANSLATE_NOOP("CommandSynonyms", "transposition interval shift pitch key")},
    Synonyms{"view.train-workspace", QT_TRANSLATE_NOOP("CommandSynonyms", "learn model")},
};

}  // namespace

QStringList commandsWithSynonyms() {
  QStringList ids;
  for (const Synonyms& entry : synonyms) ids << QLatin1String(entry.id);
  return ids;
}

QString synonymsThatBegin(const QString& id, const QString& query) {
  const auto entry = std::ranges::find_if(
      synonyms, [&](const Synonyms& each) { return id == QLatin1String(each.id); });
  if (entry == synonyms.end()) return {};
  const QStringList words =
      QCoreApplication::translate("CommandSynonyms", entry->words).split(QChar(u' '));
  QStringList meant;
  for (const QString& asked : query.simplified().split(QChar(u' '), Qt::SkipEmptyParts)) {
    const auto word = std::ranges::find_if(
        words, [&](const QString& each) { return each.startsWith(asked, Qt::CaseInsensitive); });
    if (word == words.end()) return {};
    meant << *word;
  }
  return meant.join(QChar(u' '));
}

}  // namespace cadenza::ui
