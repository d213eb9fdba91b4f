// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/corpus/collections.h"

#include <QCoreApplication>

namespace cadenza::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("collections", text); }

const char* const nonCommercial = QT_TRANSLATE_NOOP(
    "collections",
    "For yourself, for research and for teaching. A model that learned from it may be passed on "
    "under the same terms, with the source named; not for anything that earns money.");

Collection maestro3() {
  Collection it;
  it.id = QStringLiteral("maestro-v3.0.0");
  it.name = QStringLiteral("MAESTRO 3.0.0");
  it.purpose =
      tr("Competition performances, recorded on a piano with every velocity and pedal: "
         "what the Performance recipe is made for. Comes with its own split.");
  it.extent = tr("1,276 performances, 199 hours, 7 million notes");
  it.licence = QStringLiteral("CC BY-NC-SA 4.0");
  it.terms = tr(nonCommercial);
  it.home = QUrl(QStringLiteral("https://magenta.tensorflow.org/datasets/maestro"));
  it.archive =
      QUrl(QStringLiteral("https://storage.googleapis.com/magentadata/datasets/maestro/"
                          "v3.0.0/maestro-v3.0.0-midi.zip"));
  it.bytes = 58'416'533;
  it.sha256 = "70470ee253295c8d2c71e6d9d4a815189e35c89624b76d22fce5a019d5dde12c";
  return it;
}

Collection maestro2() {
  Collection it = maestro3();
  it.id = QStringLiteral("maestro-v2.0.0");
  it.name = QStringLiteral("MAESTRO 2.0.0");
  it.purpose =
      tr("The version that the tutorials learn from, Classic B's among them: take it to "
         "compare with them. For everything else take 3.0.0.");
  it.extent = tr("1,282 performances, 201 hours, 7 million notes");
  it.archive =
      QUrl(QStringLiteral("https://storage.googleapis.com/magentadata/datasets/maestro/"
                          "v2.0.0/maestro-v2.0.0-midi.zip"));
  it.bytes = 59'243'107;
  it.sha256 = "ec2cc9d94886c6b376db1eaa2b8ad1ce62ff9f0a28b3744782b13163295dadf3";
  return it;
}

Collection emopia() {
  Collection it;
  it.id = QStringLiteral("emopia-2.2");
  it.name = QStringLiteral("EMOPIA 2.2");
  it.purpose =
      tr("Pop songs played on the piano, in short clips sorted by mood; taken down from "
         "recordings by a network.");
  it.extent = tr("1,087 clips of 387 songs, 11 hours");
  it.licence = QStringLiteral("CC BY 4.0");
  it.terms =
      tr("The clips may be used if the source is named. The songs are still protected: keep "
         "a model, and what it writes, for study.");
  it.home = QUrl(QStringLiteral("https://annahung31.github.io/EMOPIA/"));
  it.archive = QUrl(QStringLiteral("https://zenodo.org/record/5257995/files/EMOPIA_2.2.zip"));
  return it;
}

Collection mutopia() {
  Collection it;
  it.name = QStringLiteral("Mutopia");
  it.purpose =
      tr("Classical pieces as they are written, exactly in time: what the Score recipe is "
         "made for, and what the starter model learned from.");
  it.extent = tr("some 2,000 pieces, many for the piano; fetched piece by piece");
  it.licence = tr("public domain, CC BY or CC BY-SA, as each piece says");
  it.terms =
      tr("Public domain and CC BY: anything, with the typesetters named. CC BY-SA: pass a "
         "model on under the same terms.");
  it.home = QUrl(QStringLiteral("https://www.mutopiaproject.org"));
  return it;
}

Collection pianoMidi() {
  Collection it;
  it.name = QStringLiteral("Classical Piano Midi Page");
  it.purpose =
      tr("Well-known classical pieces, set note by note with tempo and velocity by "
         "Bernd Krueger. Small and clean.");
  it.extent = tr("some 300 pieces by 25 composers");
  it.licence = QStringLiteral("CC BY-SA 3.0 DE");
  it.terms = tr("Anything, with Bernd Krueger named; pass a model on under the same terms.");
  it.home = QUrl(QStringLiteral("http://www.piano-midi.de"));
  return it;
}

Collection asap() {
  Collection it;
  it.name = QStringLiteral("ASAP");
  it.purpose =
      tr("Performances beside the scores that they are of. Each piece is there several "
         "times: choose performances or scores, not both.");
  it.extent = tr("1,068 performances and 236 scores by 16 composers");
  it.licence = QStringLiteral("CC BY-NC-SA 4.0");
  it.terms = tr(nonCommercial);
  it.home = QUrl(QStringLiteral("https://github.com/fosfrancesco/asap-dataset"));
  return it;
}

Collection giant() {
  Collection it;
  it.name = QStringLiteral("GiantMIDI-Piano");
  it.purpose =
      tr("Classical music of nearly three thousand composers, taken down from recordings "
         "by a network: broad, with some wrong notes.");
  it.extent = tr("10,854 pieces, 193 MB; its page asks to accept a disclaimer first");
  it.licence = QStringLiteral("CC BY 4.0");
  it.terms =
      tr("The files may be used if the source is named; newer pieces and the recordings "
         "behind them may be protected.");
  it.home = QUrl(QStringLiteral("https://github.com/bytedance/GiantMIDI-Piano"));
  return it;
}

Collection atepp() {
  Collection it;
  it.name = QStringLiteral("ATEPP");
  it.purpose =
      tr("The same pieces played by 49 famous pianists, taken down from recordings by a "
         "network: for a model that phrases.");
  it.extent = tr("11,677 performances, 1,000 hours");
  it.licence = tr("see its page");
  it.terms = tr("Read the terms on its page; the recordings behind it are protected.");
  it.home = QUrl(QStringLiteral("https://github.com/BetsyTang/ATEPP"));
  return it;
}

Collection aria() {
  Collection it;
  it.name = QStringLiteral("Aria-MIDI");
  it.purpose =
      tr("The largest: piano music of every kind, taken down from recordings by a network. "
         "Only for long trainings on a strong machine.");
  it.extent = tr("371,053 pieces without repetitions; unpack its tar.gz yourself");
  it.licence = QStringLiteral("CC BY-NC-SA 4.0");
  it.terms = tr(nonCommercial);
  it.home = QUrl(QStringLiteral("https://github.com/loubbrad/aria-midi"));
  return it;
}

Collection adl() {
  Collection it;
  it.name = QStringLiteral("ADL Piano MIDI");
  it.purpose =
      tr("The piano parts of pop, rock, jazz and film music, most of them from the Lakh "
         "collection.");
  it.extent = tr("11,086 pieces");
  it.licence = tr("see its page");
  it.terms = tr("Most of the songs are protected: keep a model, and what it writes, for study.");
  it.home = QUrl(QStringLiteral("https://github.com/lucasnfe/adl-piano-midi"));
  return it;
}

Collection pop909() {
  Collection it;
  it.name = QStringLiteral("POP909");
  it.purpose = tr("Pop songs arranged for the piano by musicians, with melody and accompaniment.");
  it.extent = tr("909 songs");
  it.licence = QStringLiteral("MIT");
  it.terms = tr("The arrangements may be used freely; the songs themselves are protected.");
  it.home = QUrl(QStringLiteral("https://github.com/music-x-lab/POP909-Dataset"));
  return it;
}

}  // namespace

const std::vector<Collection>& collections() {
  static const std::vector<Collection> known = {maestro3(),  maestro2(), emopia(), mutopia(),
                                                pianoMidi(), asap(),     giant(),  atepp(),
                                                aria(),      pop909(),   adl()};
  return known;
}

}  // namespace cadenza::ui
