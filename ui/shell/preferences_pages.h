// SPDX-License-Identifier: GPL-3.0-or-later
// Two of the pages of the preferences; the third is KeysPage. Everything takes effect at once.
#pragma once

#include <QWidget>

class QAction;

namespace cadenza::ui {

class Appearance;
class Preferences;

/// Theme, following the playhead, and what is there at the start. All must outlive the page.
[[nodiscard]] QWidget* makeGeneralPage(Preferences& preferences, QAction* follow,
                                       Appearance& appearance);
/// What is drawn, heard and shown in the roll. `preferences` must outlive the page.
[[nodiscard]] QWidget* makeEditingPage(Preferences& preferences);

}  // namespace cadenza::ui
