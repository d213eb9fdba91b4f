// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace cadenza::ui {

class TrainingController;

/// Asks what to do with trainings whose program died, if there are some: go on with what learned
/// and then with what waited, or leave them as they are, where they can be gone on with later.
/// Doesn't block.
void askAboutInterrupted(TrainingController& training, QWidget* parent);

}  // namespace cadenza::ui
