// SPDX-License-Identifier: GPL-3.0-or-later
// What each stored setting may be. A settings file is text that anything may have happened to: what
// does not pass here is never believed.
#pragma once

#include <QString>
#include <QStringList>
#include <QVariant>

class QSettings;

namespace cadenza::ui {

/// Keys of values that are of no use: of the wrong type, or out of all bounds. Settings that are
/// not known here are let be.
[[nodiscard]] QStringList senselessKeys(const QSettings& settings);

/// Whether `value` may stand at `key`; true for a key that is not known.
[[nodiscard]] bool makesSense(const QString& key, const QVariant& value);

}  // namespace cadenza::ui
