// SPDX-License-Identifier: GPL-3.0-or-later
// A program that edits a piece that was never saved, without end, to be killed: autosave_victim
// FOLDER INTERVAL_MS. Says "edit N" after the edit that made N notes, "safe N" when so many are.
#include <QCoreApplication>
#include <QTimer>
#include <cstdio>
#include <map>

#include "core/score/edits.h"
#include "ui/recovery/autosave.h"

using namespace cadenza;

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  if (argc != 3) return 2;
  ui::Document document;
  ui::Autosave autosave(document, argv[1], std::chrono::milliseconds(std::atoi(argv[2])));
  const auto say = [](const char* what, int notes) {
    std::printf("%s %d\n", what, notes);
    std::fflush(stdout);
  };
  std::map<std::uint64_t, int> notesAt;
  QObject::connect(&autosave, &ui::Autosave::written, &document,
                   [&](std::uint64_t revision) { say("safe", notesAt[revision]); });
  int notes = 0;
  QTimer hand;
  QObject::connect(&hand, &QTimer::timeout, &document, [&] {
    const auto pitch = static_cast<std::uint8_t>(40 + notes % 40);
    document.push("Draw", insertNotes({{notes * 240, 240, pitch, 80}}));
    notesAt[document.revision()] = ++notes;
    say("edit", notes);
  });
  hand.start(1);
  return QCoreApplication::exec();
}
