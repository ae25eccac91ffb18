"""How a filter learns

The loss of a network and its gradient, derived by gradsheet. Every block of code is the rule
above it; subscripts count from 1 in the rules and from 0 in the code.
"""

import json

import numpy as np


def forward(I, W, y):
    """The outputs of the layers and the loss, from arrays of these shapes:
    I (3, 3), W (2, 2), y ()
    """
    # Conv2d: o_ij = Σ_{m,n=1..2} I_{i+m−1,j+n−1} W_mn
    o = np.zeros((2, 2))
    for m in range(2):
        for n in range(2):
            o += I[m:m + 2, n:n + 2] * W[m, n]

    # AvgPool2d: p = 1/4 Σ_{m,n=1..2} o_mn
    p = o.sum() / 4

    # Flatten: v = p
    v = p

    # MSELoss: L = (v − y)^2
    L = (v - y) ** 2

    return o, p, v, L


def gradient(I, W, y):
    """The derivatives of the loss by I, W."""
    _, _, v, _ = forward(I, W, y)

    # ∂L/∂v = 2 (v − y)
    dv = 2 * (v - y)

    # ∂L/∂p = ∂L/∂v
    dp = dv

    # δ_mn = ∂L/∂o_mn = 1/4 ∂L/∂p
    delta = np.broadcast_to(dp / 4, (2, 2))

    # ∂L/∂I_kl = Σ_{m,n=1..2, 1 ≤ k − m + 1 ≤ 2, 1 ≤ l − n + 1 ≤ 2} δ_{k−m+1,l−n+1} W_mn
    dI = np.zeros((3, 3))
    for m in range(2):
        for n in range(2):
            dI[m:m + 2, n:n + 2] += delta * W[m, n]

    # ∂L/∂W_mn = Σ_{i,j=1..2} δ_ij I_{i+m−1,j+n−1}
    dW = np.zeros((2, 2))
    for m in range(2):
        for n in range(2):
            dW[m, n] = (delta * I[m:m + 2, n:n + 2]).sum()

    return dI, dW


def described(array, shape):
    """An array with all axes that it has in the model, those of size 1 too."""
    return {"shape": shape, "value": (np.reshape(array, shape) + 0.0).tolist(), "exact": None}


def main():
    I = np.array([[1, 2, 0], [0, 1, 3], [2, 1, 1]], float)
    W = np.array([[1, -1], [0.5, 0]], float)
    y = np.array(2, float)
    o, p, v, L = forward(I, W, y)
    dI, dW = gradient(I, W, y)
    # As `gradsheet eval --json` prints them.
    report = {
        "loss": {"value": float(L), "exact": None},
        "outputs": {
            "o": described(o, (1, 2, 2)),
            "p": described(p, (1, 1, 1)),
            "v": described(v, (1,)),
        },
        "gradients": {
            "I": described(dI, (1, 3, 3)),
            "W": described(dW, (1, 1, 2, 2)),
        },
    }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
