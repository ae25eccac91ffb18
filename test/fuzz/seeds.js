import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** Valid files that inputs are made from by changing them. */

const here = (name) => readFileSync(join(import.meta.dirname, '..', name));
const template = (name) => readFileSync(join(import.meta.dirname, '../../templates', `${name}.yaml`), 'utf8');

export const models = [
  'how-a-filter-learns',
  'conv-relu-maxpool-dense',
  'a-residual-block',
  'a-worksheet',
].map(template);
export const lesson = models[0];
export const worksheet = models[3];

export const formulas = [
  'x^2 + 2*x',
  'x*sigmoid(beta*x)',
  'max(x, 0, 1/3) - min(x, 2)',
  '((2^3)^2*x + exp(-x)/3)^2',
  'log(abs(x) + 1)*sqrt(2) - pi',
];

export const valuesInJson = JSON.stringify({
  I: [
    [1, 2, 0.5],
    [0, 1, 3],
    ['1/2', 1, 1e-3],
  ],
  W: [
    [1, -1],
    [0, 2],
  ],
  y: 2,
});
export const valuesInYaml = 'I: [[1, 2, 0], [0, 1, 3], [2, 1, 1/3]]\nW: &w [[1, -1], [0, 2]]\ny: 2\n';
export const csv = '1,2,0\n0,1,3\n2,1,1\n';
export const npy = here('values/fixtures/f8.npy');
export const zipped = here('values/fixtures/seed-compressed.npz');
export const onnx = here('onnx/fixtures/net.onnx');

const float32 = (numbers) => new Uint8Array(Float32Array.from(numbers).buffer);

/** https://github.com/huggingface/safetensors */
export function safetensors(header, data = float32([1, -1, 0.5, 0])) {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}
export const tensorsHeader = JSON.stringify({ W: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] } });

/** https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
export function numpyArray(header, data = float32([1, -1, 0.5, 0])) {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(12 + text.length + data.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0]);
  new DataView(bytes.buffer).setUint32(8, text.length, true);
  bytes.set(text, 12);
  bytes.set(data, 12 + text.length);
  return bytes;
}
export const numpyHeader = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }\n";

export function npz(arrays) {
  return zipSync(Object.fromEntries(arrays.map(([name, bytes]) => [`${name.slice(0, 20_000)}.npy`, bytes])));
}

export const answersInJson = JSON.stringify({
  gradients: {
    W: [
      [1.5, '0'],
      ['2*(p - y)*I_11/4', null],
    ],
  },
  'dL/dI_11': '1/3',
  o: [
    [1, 2],
    [3, 4],
  ],
});
export const answersInText =
  'dW_11 = 2(p - y)(I_11 + I_12 + I_21 + I_22)/4\ndL/dW_12 = 0.33(1)\no = [[1, 2], [3, 4]]\nδ₁₁ = ½ σ(p) + |y|\n';
export const answersInTex =
  '\\frac{\\partial L}{\\partial W} = 2(p-y) \\begin{pmatrix} I_{11} & \\frac{1}{2} \\\\ \\sqrt{2} & -1 \\end{pmatrix}\n';
export const answersInCode =
  'W = np.array([[1., 2.], [3., 4.]])\no = tensor([[1, 2], [3, 4]], dtype=torch.float32)\n';

export const roster = 'id,name\n1,Ada\n2,"Bob, B."\n3,Chloé\n';
export const classInCsv = `variant,student,1.o_11,1.o_12,5.1,6.1\nAAAA-AAAA,Ada,1,1/2,"(o_11 - y)*2",0.5\nBBBB-BBBB,Bob,2,?,W_11,1e3\n`;
export const classInJson = JSON.stringify([
  { variant: 'AAAA-AAAA', student: 'Ada', '1.o_11': '3/4', 5.1: 'I_11*W_11', 6.1: 2 },
  { variant: 'BBBB-BBBB', student: 'Bob', '1.o_11': 1, 5.1: null },
]);
