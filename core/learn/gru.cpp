// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/gru.h"

#include "core/learn/step_product.h"

namespace cadenza {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

// Forward, at each step, with gi = W_i x + b_i and gh = W_h h + b_h:
//   r = sigmoid(gi_r + gh_r), z = sigmoid(gi_z + gh_z), n = tanh(gi_n + r gh_n), h' = n + z (h - n)
class CpuGru : public torch::autograd::Function<CpuGru> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& inputs, const Tensor& initial,
                        const Tensor& inputWeight, const Tensor& hiddenWeight,
                        const Tensor& inputBias, const Tensor& hiddenBias, bool mixed) {
    const Arithmetic arithmetic = mixed ? Arithmetic::Mixed : Arithmetic::Single;
    const auto steps = inputs.size(0);
    const auto batch = inputs.size(1);
    const auto width = hiddenWeight.size(1);
    // Becomes the gates (r, z, n) in place.
    Tensor gates =
        plainProduct(inputs.reshape({steps * batch, inputs.size(2)}), inputWeight.t(), arithmetic)
            .add_(inputBias)
            .view({steps, batch, 3 * width});
    Tensor states = torch::empty({steps + 1, batch, width}, inputs.options());
    states[0].copy_(initial);
    Tensor hiddenNew = torch::empty({steps, batch, width}, inputs.options());
    const StepProduct hidden(hiddenWeight.t(), batch, arithmetic);
    for (std::int64_t t = 0; t < steps; ++t) {
      const Tensor before = states[t];
      const Tensor carried = hidden(before).add_(hiddenBias);
      Tensor gate = gates[t];
      Tensor resetUpdate = gate.narrow(1, 0, 2 * width);
      resetUpdate.add_(carried.narrow(1, 0, 2 * width)).sigmoid_();
      hiddenNew[t].copy_(carried.narrow(1, 2 * width, width));
      Tensor fresh = gate.narrow(1, 2 * width, width);
      fresh.addcmul_(gate.narrow(1, 0, width), hiddenNew[t]).tanh_();
      Tensor after = states[t + 1];
      torch::lerp_out(after, fresh, before, gate.narrow(1, width, width));
    }
    context->save_for_backward({inputs, states, gates, hiddenNew, inputWeight, hiddenWeight});
    context->saved_data["mixed"] = mixed;
    return states.narrow(0, 1, steps);
  }

  static tensor_list backward(AutogradContext* context, tensor_list outputGradients) {
    const auto saved = context->get_saved_variables();
    const Tensor& inputs = saved[0];
    const Tensor& states = saved[1];
    const Tensor& gates = saved[2];
    const Tensor& hiddenNew = saved[3];
    const Tensor& inputWeight = saved[4];
    const Tensor& hiddenWeight = saved[5];
    const Tensor& gradient = outputGradients[0];
    const Arithmetic arithmetic =
        context->saved_data["mixed"].toBool() ? Arithmetic::Mixed : Arithmetic::Single;
    const auto steps = inputs.size(0);
    const auto batch = inputs.size(1);
    const auto width = hiddenWeight.size(1);

    // What does not depend on later steps is computed for all steps at once.
    const Tensor reset = gates.narrow(2, 0, width);
    const Tensor update = gates.narrow(2, width, width);
    const Tensor fresh = gates.narrow(2, 2 * width, width);
    const Tensor before = states.narrow(0, 0, steps);
    // d(pre-activation) / d(h'), to be multiplied by the gradient of h' of the step.
    Tensor local = torch::empty({steps, batch, 3 * width}, inputs.options());
    Tensor localNew = local.narrow(2, 2 * width, width);
    localNew.copy_((1 - update) * (1 - fresh * fresh));
    local.narrow(2, width, width).copy_((before - fresh) * update * (1 - update));
    local.narrow(2, 0, width).copy_(localNew * hiddenNew * reset * (1 - reset));

    Tensor inputGates = torch::empty({steps, batch, 3 * width}, inputs.options());
    Tensor hiddenGates = torch::empty({steps, batch, 3 * width}, inputs.options());
    Tensor carried = torch::zeros({batch, width}, inputs.options());
    const StepProduct hidden(hiddenWeight, batch, arithmetic);
    for (std::int64_t t = steps - 1; t >= 0; --t) {
      carried.add_(gradient[t]);
      Tensor gateGradient = inputGates[t];
      Tensor hiddenGradient = hiddenGates[t];
      torch::mul_out(gateGradient, local[t], carried.repeat({1, 3}));
      hiddenGradient.copy_(gateGradient);
      hiddenGradient.narrow(1, 2 * width, width).mul_(reset[t]);
      carried.mul_(update[t]);
      carried.add_(hidden(hiddenGradient));
    }
    const Tensor flatInput = inputGates.view({steps * batch, 3 * width});
    const Tensor flatHidden = hiddenGates.view({steps * batch, 3 * width});
    Tensor inputGradient;
    if (context->needs_input_grad(0)) {
      inputGradient = plainProduct(flatInput, inputWeight, arithmetic).view_as(inputs);
    }
    return {
        inputGradient,
        Tensor(),
        plainProduct(flatInput.t(), inputs.reshape({steps * batch, inputs.size(2)}), arithmetic),
        plainProduct(flatHidden.t(), before.reshape({steps * batch, width}), arithmetic),
        flatInput.sum(0),
        flatHidden.sum(0),
        Tensor()};
  }
};

}  // namespace

GruResult gru(const Tensor& inputs, const Tensor& initial, const GruWeights& weights,
              Arithmetic arithmetic) {
  if (inputs.is_cuda()) {
    auto [states, last] = torch::gru(
        inputs, initial.unsqueeze(0),
        {weights.inputWeight, weights.hiddenWeight, weights.inputBias, weights.hiddenBias}, true, 1,
        0.0, torch::GradMode::is_enabled(), false, false);
    return {states, last[0]};
  }
  const Tensor states =
      CpuGru::apply(inputs, initial, weights.inputWeight, weights.hiddenWeight, weights.inputBias,
                    weights.hiddenBias, arithmetic == Arithmetic::Mixed);
  return {states, states[states.size(0) - 1]};
}

}  // namespace cadenza
