/** Options of each loss beside its example. */
export const lossVariations: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  CrossEntropyLoss: [{ label_smoothing: 0.25 }],
  Expression: [{ formula: 'lambda*(x - y)^2 + abs(x)', reduction: 'mean' }],
  HuberLoss: [{ delta: 0.5 }],
  KLDivLoss: [{ log_target: true }, { reduction: 'batchmean' }],
  SmoothL1Loss: [{ beta: 0.5 }, { beta: 0 }],
};

/** The loss above a dense layer. */
export function lossModelText(name: string, options: object, batch: number | undefined): string {
  // Probabilities for the loss that takes logarithms of its input.
  const last = name === 'BCELoss' ? ['Sigmoid'] : [];
  return JSON.stringify({
    input: { name: 'I', shape: [3], ...(batch && { batch }) },
    layers: [{ Linear: { out_features: 2 } }, ...last],
    loss: { [name]: options },
  });
}
