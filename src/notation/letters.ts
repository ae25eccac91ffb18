/** Greek letters by the names that model files use for them. */
export const greek: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alpha: 'α',
    beta: 'β',
    gamma: 'γ',
    delta: 'δ',
    epsilon: 'ε',
    zeta: 'ζ',
    eta: 'η',
    theta: 'θ',
    iota: 'ι',
    kappa: 'κ',
    lambda: 'λ',
    mu: 'μ',
    nu: 'ν',
    xi: 'ξ',
    pi: 'π',
    rho: 'ρ',
    sigma: 'σ',
    tau: 'τ',
    upsilon: 'υ',
    phi: 'φ',
    chi: 'χ',
    psi: 'ψ',
    omega: 'ω',
    Gamma: 'Γ',
    Delta: 'Δ',
    Theta: 'Θ',
    Lambda: 'Λ',
    Xi: 'Ξ',
    Pi: 'Π',
    Sigma: 'Σ',
    Upsilon: 'Υ',
    Phi: 'Φ',
    Psi: 'Ψ',
    Omega: 'Ω',
  }),
);

const greekNames: ReadonlyMap<string, string> = new Map([...greek].map(([name, letter]) => [letter, name]));

/** How a name prints: as one letter (Latin, or the name of a Greek one) or as an upright word; W1 is W with index 1. */
export function nameParts(name: string): { readonly name: string; readonly index: string } {
  const plain = greekNames.get(name) ?? name;
  if (isLetter(plain)) return { name: plain, index: '' };
  const [, letter = '', index = ''] = /^(\D+)(\d+)$/u.exec(plain) ?? [];
  const named = greekNames.get(letter) ?? letter;
  return isLetter(named) ? { name: named, index } : { name: plain, index: '' };
}

/** One Latin letter, or a Greek one by name. */
export function isLetter(name: string): boolean {
  return /^[A-Za-z]$/.test(name) || greek.has(name);
}
