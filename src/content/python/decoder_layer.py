import keras
from keras import layers


@keras.saving.register_keras_serializable("course")
class DecoderLayer(layers.Layer):
    """Post-norm, as in 2017: x [B, T, D], memory [B, S, D] -> [B, T, D], scores [B, H, T, S]."""

    def __init__(self, width, heads, hidden, dropout=0.1, **kwargs):
        super().__init__(**kwargs)  # name, dtype: without them the layer cannot be loaded
        if width % heads:
            raise ValueError(f"heads must divide the width: got {heads} and {width}")
        self.config = dict(width=width, heads=heads, hidden=hidden, dropout=dropout)
        self.look_back = layers.MultiHeadAttention(heads, key_dim=width // heads)
        self.look_across = layers.MultiHeadAttention(heads, key_dim=width // heads)
        self.expand = layers.Dense(hidden, activation="relu")
        self.contract = layers.Dense(width)
        self.norm1 = layers.LayerNormalization(epsilon=1e-6)
        self.norm2 = layers.LayerNormalization(epsilon=1e-6)
        self.norm3 = layers.LayerNormalization(epsilon=1e-6)
        self.drop1 = layers.Dropout(dropout)
        self.drop2 = layers.Dropout(dropout)
        self.drop3 = layers.Dropout(dropout)
        self.supports_masking = True  # the next layer needs the padding mask too

    def build(self, x_shape, memory_shape):
        self.look_back.build(x_shape, x_shape)
        self.look_across.build(x_shape, memory_shape)
        self.expand.build(x_shape)
        self.contract.build((*x_shape[:-1], self.config["hidden"]))
        for norm in [self.norm1, self.norm2, self.norm3]:
            norm.build(x_shape)
        self.built = True

    def call(self, x, memory, x_mask=None, memory_mask=None, training=None):
        back = None if x_mask is None else x_mask[:, None, :]  # [B, 1, T], true = may attend
        across = None if memory_mask is None else memory_mask[:, None, :]  # [B, 1, S]
        seen = self.look_back(query=x, value=x, attention_mask=back, use_causal_mask=True)
        x = self.norm1(x + self.drop1(seen, training=training))
        told, scores = self.look_across(
            query=x, value=memory, attention_mask=across, return_attention_scores=True
        )
        x = self.norm2(x + self.drop2(told, training=training))
        thought = self.contract(self.expand(x))
        return self.norm3(x + self.drop3(thought, training=training)), scores

    def get_config(self):
        return super().get_config() | self.config
