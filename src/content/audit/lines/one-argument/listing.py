import numpy as np
from keras import layers

attend = layers.MultiHeadAttention(num_heads=4, key_dim=4)
x = np.ones((2, 5, 16), "float32")
print("query and value:", tuple(attend(x, x).shape), "(the key is the value)")
try:
    attend(x)
except TypeError as error:
    print("query alone: TypeError:", error)
