/** Why a node has no layer: a phrase that ends "..., since". Caught node by node, so that all are listed. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}
