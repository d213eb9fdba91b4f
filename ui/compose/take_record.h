// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/live/live_mode.h"
#include "core/project/take.h"
#include "ui/compose/compose_settings.h"
#include "ui/controllers/composing_controller.h"
#include "ui/document.h"

namespace cadenza::ui {

/// What a take says of how it was made: the settings with all that was worked out of them (range,
/// notes), as a JSON object; with its own seed number they write the same notes again.
[[nodiscard]] std::string settingsText(const ComposeSettings& settings);
/// The opposite; nothing for what is no such object.
[[nodiscard]] std::optional<ComposeSettings> settingsFrom(const std::string& text);

/// The settings of a take, saying also that it was made live: by a model that played on, or by two
/// at one piano, its controls changing as told. One does not get its notes by composing.
enum class LiveKind { None, PlayedOn, Duet };
[[nodiscard]] std::string liveSettingsText(const std::string& settings, LiveKind kind,
                                           const std::vector<ControlChange>& changes);
[[nodiscard]] LiveKind liveKindOf(const std::string& settings);

/// Which model wrote something.
struct ModelSignature {
  QString name;
  std::string checksum;
};

/// What is kept of the variation number `variation` (from 0) that settings wrote beside
/// `document`'s piece: its notes at absolute ticks with the piece's tempo and meter, what stays
/// beside them, and the settings. Its parent is the current take; id and name are left to who keeps
/// it.
[[nodiscard]] Take takeOf(const Composition& composition, int variation,
                          const ComposeSettings& settings, const ModelSignature& model,
                          const Document& document);

/// A take as what was composed once, to be put in place by acceptance().
[[nodiscard]] Composition compositionOf(const Take& take);

}  // namespace cadenza::ui
