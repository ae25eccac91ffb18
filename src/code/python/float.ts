/** A number as Python prints it: 4.0, 0.1, 1e-05, 1e+16. Exact, as both languages print the shortest digits that say which double it is. */
export function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const [digits, exponent] = value.toExponential().split('e');
  const size = Number(exponent);
  if (size < -4 || size >= 16)
    return `${digits}e${size < 0 ? '-' : '+'}${String(Math.abs(size)).padStart(2, '0')}`;
  // JavaScript has exponents from 1e-7 and 1e21 on only.
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}
