// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/parameters.h"

namespace cadenza {

/// Draws fresh weights of the classics as Keras does by default, which both were made with:
/// embeddings uniform within 0.05, matrices Glorot-uniform (Glorot & Bengio 2010; attention
/// Glorot-normal), recurrent matrices orthogonal (Saxe et al. 2014), biases 0 but the LSTM's forget
/// gate, 1 (Jozefowicz et al. 2015).
void initialiseAsKeras(Parameters& parameters, std::uint64_t seed);

}  // namespace cadenza
