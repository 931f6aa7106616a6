from keras import layers, ops


class DitBlock(layers.Layer):
    """adaLN-Zero: x [B, T, D] under a condition c [B, D] -> [B, T, D]."""

    def __init__(self, width, heads, hidden, **kwargs):
        super().__init__(**kwargs)
        self.modulation = layers.Dense(6 * width, kernel_initializer="zeros")
        self.attend = layers.MultiHeadAttention(heads, key_dim=width // heads)
        self.expand, self.contract = layers.Dense(hidden), layers.Dense(width)
        self.norm = layers.LayerNormalization(epsilon=1e-6, center=False, scale=False)

    def call(self, x, c):
        vectors = self.modulation(ops.silu(c))[:, None]  # [B, 1, 6 D]
        shift1, scale1, gate1, shift2, scale2, gate2 = ops.split(vectors, 6, axis=-1)
        y = self.norm(x) * (1 + scale1) + shift1
        x = x + gate1 * self.attend(query=y, value=y)
        y = self.norm(x) * (1 + scale2) + shift2
        return x + gate2 * self.contract(ops.gelu(self.expand(y), approximate=True))
