// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace cadenza::ui {

class TrainingController;

/// Asks what to do with the newest training whose program died, if there is one: go on with it, or
/// leave it as it is, where it can still be gone on with later. Doesn't block.
void askAboutInterrupted(TrainingController& training, QWidget* parent);

}  // namespace cadenza::ui
