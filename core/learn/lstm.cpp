// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/lstm.h"

#include "core/learn/step_product.h"

namespace cadenza {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::tensor_list;

// Forward, at each step, with z = W_i x + W_h h + b in four parts:
//   i, f, o = sigmoid(z_i, z_f, z_o), g = tanh(z_g), c' = f c + i g, h' = o tanh(c')
class CpuLstm : public torch::autograd::Function<CpuLstm> {
 public:
  static tensor_list forward(AutogradContext* context, const Tensor& inputs, const Tensor& hidden,
                             const Tensor& cell, const Tensor& inputWeight,
                             const Tensor& hiddenWeight, const Tensor& bias, bool mixed) {
    const Arithmetic arithmetic = mixed ? Arithmetic::Mixed : Arithmetic::Single;
    const auto steps = inputs.size(0);
    const auto batch = inputs.size(1);
    const auto width = hiddenWeight.size(1);
    // Becomes the gates (i, f, g, o) in place.
    Tensor gates = torch::mm(inputs.reshape({steps * batch, inputs.size(2)}), inputWeight.t())
                       .add_(bias)
                       .view({steps, batch, 4 * width});
    Tensor states = torch::empty({steps + 1, batch, width}, inputs.options());
    Tensor cells = torch::empty({steps + 1, batch, width}, inputs.options());
    Tensor bent = torch::empty({steps, batch, width}, inputs.options());  // tanh(c')
    states[0].copy_(hidden);
    cells[0].copy_(cell);
    const StepProduct product(hiddenWeight.t(), batch, arithmetic);
    for (std::int64_t t = 0; t < steps; ++t) {
      Tensor gate = gates[t];
      gate.add_(product(states[t]));
      gate.narrow(1, 0, 2 * width).sigmoid_();
      gate.narrow(1, 2 * width, width).tanh_();
      gate.narrow(1, 3 * width, width).sigmoid_();
      Tensor after = cells[t + 1];
      torch::mul_out(after, cells[t], gate.narrow(1, width, width));
      after.addcmul_(gate.narrow(1, 0, width), gate.narrow(1, 2 * width, width));
      Tensor bentNow = bent[t];
      torch::tanh_out(bentNow, after);
      Tensor state = states[t + 1];
      torch::mul_out(state, bentNow, gate.narrow(1, 3 * width, width));
    }
    context->save_for_backward({inputs, states, cells, gates, bent, inputWeight, hiddenWeight});
    context->saved_data["mixed"] = mixed;
    const Tensor lastCell = cells[steps].clone();
    context->mark_non_differentiable({lastCell});
    return {states.narrow(0, 1, steps), lastCell};
  }

  static tensor_list backward(AutogradContext* context, tensor_list outputGradients) {
    const auto saved = context->get_saved_variables();
    const Tensor& inputs = saved[0];
    const Tensor& states = saved[1];
    const Tensor& inputWeight = saved[5];
    const Tensor& hiddenWeight = saved[6];
    const Arithmetic arithmetic =
        context->saved_data["mixed"].toBool() ? Arithmetic::Mixed : Arithmetic::Single;
    const auto steps = inputs.size(0);
    const auto batch = inputs.size(1);
    const auto width = hiddenWeight.size(1);
    const Tensor gates =
        gateGradients(saved[2], saved[3], saved[4], outputGradients[0], hiddenWeight, arithmetic);
    const Tensor flat = gates.view({steps * batch, 4 * width});
    Tensor inputGradient;
    if (context->needs_input_grad(0)) {
      inputGradient = torch::mm(flat, inputWeight).view_as(inputs);
    }
    const Tensor before = states.narrow(0, 0, steps).reshape({steps * batch, width});
    return {inputGradient,
            Tensor(),
            Tensor(),
            torch::mm(flat.t(), inputs.reshape({steps * batch, inputs.size(2)})),
            plainProduct(flat.t(), before, arithmetic),
            flat.sum(0),
            Tensor()};
  }

 private:
  // The gradients of z, [steps, batch, 4 width]. What does not depend on later steps is computed
  // for all steps at once.
  static Tensor gateGradients(const Tensor& cells, const Tensor& gates, const Tensor& bent,
                              const Tensor& outer, const Tensor& hiddenWeight,
                              Arithmetic arithmetic) {
    const auto steps = gates.size(0);
    const auto batch = gates.size(1);
    const auto width = hiddenWeight.size(1);
    const Tensor input = gates.narrow(2, 0, width);
    const Tensor forget = gates.narrow(2, width, width);
    const Tensor fresh = gates.narrow(2, 2 * width, width);
    const Tensor output = gates.narrow(2, 3 * width, width);
    // d(z) / d(c') in three parts and d(z_o) / d(h') in the fourth.
    Tensor gradients = torch::empty_like(gates);
    gradients.narrow(2, 0, width).copy_(fresh * input * (1 - input));
    gradients.narrow(2, width, width).copy_(cells.narrow(0, 0, steps) * forget * (1 - forget));
    gradients.narrow(2, 2 * width, width).copy_(input * (1 - fresh * fresh));
    gradients.narrow(2, 3 * width, width).copy_(bent * output * (1 - output));
    const Tensor throughOutput = output * (1 - bent * bent);  // d(c') / d(h')

    Tensor ofState = torch::zeros({batch, width}, gates.options());
    Tensor ofCell = torch::zeros({batch, width}, gates.options());
    const StepProduct product(hiddenWeight, batch, arithmetic);
    for (std::int64_t t = steps - 1; t >= 0; --t) {
      ofState.add_(outer[t]);
      ofCell.addcmul_(ofState, throughOutput[t]);
      Tensor gate = gradients[t];
      gate.narrow(1, 0, 3 * width).view({batch, 3, width}).mul_(ofCell.unsqueeze(1));
      gate.narrow(1, 3 * width, width).mul_(ofState);
      ofCell.mul_(forget[t]);
      if (t > 0) ofState = product(gate);
    }
    return gradients;
  }
};

}  // namespace

LstmResult lstm(const Tensor& inputs, const LstmState& initial, const LstmWeights& weights,
                Arithmetic arithmetic) {
  if (inputs.is_cuda()) {
    const auto [states, hidden, cell] = torch::lstm(
        inputs, {initial.hidden.unsqueeze(0), initial.cell.unsqueeze(0)},
        {weights.inputWeight, weights.hiddenWeight, weights.bias, torch::zeros_like(weights.bias)},
        true, 1, 0.0, torch::GradMode::is_enabled(), false, false);
    return {states, {hidden[0].detach(), cell[0].detach()}};
  }
  const auto results =
      CpuLstm::apply(inputs, initial.hidden, initial.cell, weights.inputWeight,
                     weights.hiddenWeight, weights.bias, arithmetic == Arithmetic::Mixed);
  const Tensor& states = results[0];
  return {states, {states[states.size(0) - 1].detach().clone(), results[1].detach()}};
}

}  // namespace cadenza
