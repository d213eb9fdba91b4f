// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPixmap>
#include <QSize>

#include "core/score/score.h"
#include "ui/theme.h"

namespace cadenza::ui {

/// The notes of a whole piece as a small grey picture, lighter where they are louder, that fits
/// every theme. `size` in device pixels; the picture's width is the piece, or `length` where that
/// is longer. Any thread.
[[nodiscard]] QImage notesPicture(const Score& score, QSize size, Tick length = 0);

/// The same in a theme's colours, on a piece of piano roll with round corners. `size` in logical
/// pixels; `ink` is the notes' colour. GUI thread.
[[nodiscard]] QPixmap dressed(const QImage& notes, QSize size, qreal pixelRatio, const Theme& theme,
                              const QColor& ink);
/// The room for notes in such a picture of that size.
[[nodiscard]] QSize pictureInside(QSize size);

}  // namespace cadenza::ui
