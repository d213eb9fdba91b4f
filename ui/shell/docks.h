// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <vector>

class QAction;
class QDockWidget;
class QMainWindow;
class QSettings;

namespace cadenza::ui {

class Appearance;

/// The docks of a window, at first one behind the other with tabs to choose from: moved, floated
/// and hidden as the user likes, and next time as they were. They belong to the Compose workspace;
/// elsewhere they are away, and come back with it.
class Docks : public QObject {
  Q_OBJECT

 public:
  struct Place {
    Qt::DockWidgetArea area;
    bool wantedAtFirst;
    int width;
  };

  /// Both must outlive this.
  Docks(QMainWindow& window, const Appearance& appearance);

  /// Puts `content` into a dock called `name` (for the settings) and `title`. The checkable
  /// `toggle` shows and hides it from now on.
  QDockWidget* add(const QString& name, const QString& title, QWidget* content, QAction* toggle,
                   Place place);

  [[nodiscard]] bool isWanted(const QDockWidget* dock) const;
  void setWanted(QDockWidget* dock, bool wanted);
  /// Brings a dock that is wanted before those that it shares its place with.
  void raise(QDockWidget* dock);
  /// Whether the workspace is the docks' own.
  void setAvailable(bool available);

  /// Every dock where it was at the very first start.
  void reset();
  void restore(const QSettings& settings);
  void store(QSettings& settings) const;

 Q_SIGNALS:
  /// A toggle was used while the docks were away: their workspace is wanted.
  void workspaceWanted();
  /// The user asked for this dock and sees it now.
  void opened(QDockWidget* dock);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Entry {
    QDockWidget* dock;
    QAction* toggle;
    Place place;
    bool wanted;
  };

  [[nodiscard]] Entry* find(const QObject* dock);
  void toggle(QDockWidget* dock);
  [[nodiscard]] bool isBehindAnother(const QDockWidget* dock) const;
  void show();
  void arrange();

  QMainWindow& window_;
  const Appearance& appearance_;
  std::vector<Entry> entries_;
  bool available_ = true;
};

}  // namespace cadenza::ui
