// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/project/project.h"
#include "ui/piece_file.h"

namespace cadenza::ui {

/// What of the piece a MIDI file can't hold: locks, takes, a key in a mode. One phrase a kind.
[[nodiscard]] QStringList lossesAsMidi(const Project& project);

/// What a MIDI file holds that the piece doesn't, as phrases with counts: "3 lyrics", "9 controller
/// changes (CC7 volume, CC67 soft pedal)".
[[nodiscard]] QStringList skippedTexts(const SkippedInFile& skipped);

/// How many notes of `score` have no note of their pitch at their moment in `other`.
[[nodiscard]] std::size_t notesOnlyIn(const Score& score, const Score& other);

/// The first phrases, and how many more there are.
[[nodiscard]] QStringList shortened(QStringList phrases, qsizetype most);

/// Each phrase in a line of its own, behind a bullet.
[[nodiscard]] QString bulleted(const QStringList& phrases);

}  // namespace cadenza::ui
