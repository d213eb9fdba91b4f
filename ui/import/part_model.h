// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "ui/import/midi_parts_file.h"
#include "ui/theme.h"

namespace cadenza::ui {

/// The parts of a MIDI file as rows; the first column can be ticked. GUI thread.
class PartModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Instrument, Notes, Keys, Picture, ColumnCount };

  /// With the suggested parts ticked. The appearance must outlive the model.
  PartModel(std::shared_ptr<const MidiPartsFile> file, const Appearance& appearance,
            QObject* parent = nullptr);

  [[nodiscard]] const std::vector<bool>& ticks() const { return ticks_; }
  void tickAll(bool ticked);
  /// Turns the ticks of these rows round, all to what the first becomes.
  void toggle(const QModelIndexList& rows);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 Q_SIGNALS:
  void ticksChanged();

 private:
  [[nodiscard]] QString textOf(std::size_t row, int column) const;
  [[nodiscard]] QString toolTipOf(std::size_t row) const;
  [[nodiscard]] QVariant pictureOf(std::size_t row) const;
  void showTicks(int first, int last);

  std::shared_ptr<const MidiPartsFile> file_;
  const Appearance& appearance_;
  std::vector<bool> ticks_;
};

}  // namespace cadenza::ui
