// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

class QWidget;

namespace cadenza::ui {

/// How large a window is at the first start, where the screen has room for it.
inline constexpr QSize usualWindowSize{1440, 900};
/// No window needs more than this, on any page and in any state.
inline constexpr QSize leastWindowSize{1024, 600};

/// `window` within `room`: smaller where it has to be, and moved into sight.
[[nodiscard]] QRect fitted(QRect window, const QRect& room);

/// What a window may take of the screen that it is on, without its frame, in logical pixels.
[[nodiscard]] QSize roomOnScreen(const QWidget& window);

/// Puts a window that is neither maximised nor full screen onto the screen that it is on, with its
/// frame. GUI thread.
void fitToScreen(QWidget& window);

}  // namespace cadenza::ui
