// SPDX-License-Identifier: GPL-3.0-or-later
// To be included by files compiled with Qt's keywords, as chart_items.h.
#pragma once

#include <optional>

#include "ui/dashboard/chart_items.h"
#include "ui/dashboard/course_curves.h"

namespace cadenza::ui {

/// The evaluation drawn nearest to `place`; nothing where none is within `reach` of it, or none is
/// finite.
[[nodiscard]] const TrainingEvaluation* evaluationNear(const TrainingCourse& course,
                                                       CourseAxis axis, double place, double reach);

/// What the drawn lines say at `place`: of the training what is drawn there, of the validation the
/// last one that was measured. Nothing where no line is.
[[nodiscard]] std::optional<ReadOut> readOutAt(double place, const TrainingCourse& course,
                                               const CourseLook& look,
                                               const std::vector<CourseCurves::Line>& lines);

/// The same at a validation, with a word on what choosing it is good for.
[[nodiscard]] std::optional<ReadOut> readOutOf(const TrainingEvaluation& evaluation, bool audible,
                                               const TrainingCourse& course, const CourseLook& look,
                                               const std::vector<CourseCurves::Line>& lines);

}  // namespace cadenza::ui
