export const model = `input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, bias: false, weight: W, output: o }
  - AvgPool2d: { kernel_size: 2 }
  - Flatten
loss: { MSELoss: { target: y, reduction: sum } }`;

/** A page in Markdown with one fenced block. */
export function lesson(fence: string, inside: string): string {
  return `# A lesson\n\nBefore.\n\n\`\`\`${fence}\n${inside}\n\`\`\`\n\nAfter.\n`;
}
