import keras
import numpy as np
from keras import layers

attend = layers.MultiHeadAttention(num_heads=4, key_dim=4)
target = np.ones((2, 5, 16), "float32")
memory = np.ones((2, 7, 16), "float32")
_, scores = attend(target, memory, return_attention_scores=True)
print("computed:", tuple(scores.shape))
_, spec = attend(keras.Input((5, 16)), keras.Input((7, 16)), return_attention_scores=True)
print("promised:", tuple(spec.shape))
