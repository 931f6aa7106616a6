import keras
from keras import layers


@keras.saving.register_keras_serializable("course")
class EncoderLayer(layers.Layer):
    """Post-norm, as in 2017: x [B, T, D] -> [B, T, D]."""

    def __init__(self, width, heads, hidden, dropout=0.1, **kwargs):
        super().__init__(**kwargs)  # name, dtype: without them the layer cannot be loaded
        if width % heads:
            raise ValueError(f"heads must divide the width: got {heads} and {width}")
        self.config = dict(width=width, heads=heads, hidden=hidden, dropout=dropout)
        self.attend = layers.MultiHeadAttention(heads, key_dim=width // heads)
        self.expand = layers.Dense(hidden, activation="relu")
        self.contract = layers.Dense(width)
        self.norm1 = layers.LayerNormalization(epsilon=1e-6)
        self.norm2 = layers.LayerNormalization(epsilon=1e-6)
        self.drop1 = layers.Dropout(dropout)
        self.drop2 = layers.Dropout(dropout)
        self.supports_masking = True  # the next layer needs the padding mask too

    def build(self, shape):
        self.attend.build(shape, shape)
        self.expand.build(shape)
        self.contract.build((*shape[:-1], self.config["hidden"]))
        self.norm1.build(shape)
        self.norm2.build(shape)
        self.built = True

    def call(self, x, mask=None, training=None):
        keys = None if mask is None else mask[:, None, :]  # [B, 1, S], true = may attend
        attended = self.attend(query=x, value=x, attention_mask=keys)
        x = self.norm1(x + self.drop1(attended, training=training))
        thought = self.contract(self.expand(x))
        return self.norm2(x + self.drop2(thought, training=training))

    def get_config(self):
        return super().get_config() | self.config
