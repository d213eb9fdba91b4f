// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDockWidget;

namespace cadenza::ui {

class Appearance;

/// A dock's title with buttons to float and to close it, in the theme's own icons. Dragging it
/// moves the dock, a double click floats it.
class DockTitle : public QWidget {
 public:
  /// `appearance` must outlive the dock.
  DockTitle(QDockWidget& dock, const Appearance& appearance);
};

}  // namespace cadenza::ui
