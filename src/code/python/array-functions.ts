import { atom, Binds, type Code, within } from '../text/code.ts';

export type Call = (given: readonly Code[]) => Code;

export function call(name: string): Call {
  return (given) => atom(`${name}(${given.map(({ text }) => text).join(', ')})`);
}

/** Functions of the catalogue that NumPy, PyTorch and JAX spell alike but for the module, and those that a file defines itself. */
export function sharedCalls(module: string): Readonly<Record<string, Call>> {
  return {
    abs: call(`${module}.abs`),
    exp: call(`${module}.exp`),
    log: call(`${module}.log`),
    root: ([x, p]) =>
      p.text === '2'
        ? atom(`${module}.sqrt(${x.text})`)
        : { text: `${within(x, Binds.Atom)} ** (1 / ${within(p, Binds.Sign)})`, binds: Binds.Power },
    Tanh: call(`${module}.tanh`),
    binaryCrossEntropy: call('binary_cross_entropy'),
    ELU: call('elu'),
    Huber: call('huber'),
    normalDensity: call('normal_density'),
    softplusSlope: call('softplus_slope'),
  };
}

/** Those that a file defines where it calls them. */
export function sharedHelpers(module: string): Readonly<Record<string, string>> {
  return {
    elu: `def elu(x, a):
    """x where x > 0, a (e^x - 1) where not."""
    return ${module}.where(x > 0, x, a * ${module}.expm1(x))`,
    huber: `def huber(x, d):
    """x^2 / 2 where |x| is at most d, d (|x| - d / 2) beyond."""
    return ${module}.where(abs(x) <= d, x**2 / 2, d * (abs(x) - d / 2))`,
    normal_density: `def normal_density(x):
    """The density of the standard normal distribution."""
    return ${module}.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)`,
  };
}
