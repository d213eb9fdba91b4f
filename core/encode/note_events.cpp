// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/note_events.h"
