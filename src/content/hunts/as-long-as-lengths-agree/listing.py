import keras
import numpy as np

keras.utils.set_random_seed(1)
draw = np.random.default_rng(1)
attend = keras.layers.MultiHeadAttention(num_heads=4, key_dim=4)


def cross(T, S):
    """As the bank's listing calls it: the encoder's output first, then what the decoder has."""
    target = draw.normal(size=(2, T, 16)).astype("float32")
    memory = draw.normal(size=(2, S, 16)).astype("float32")
    told = attend(memory, target)  # query=memory, value=target
    return target + told


for T, S in [(5, 7), (5, 5), (1, 7), (5, 1)]:
    try:
        print(f"T={T}, S={S}: {tuple(cross(T, S).shape)}")
    except Exception as error:
        print(f"T={T}, S={S}: {type(error).__name__}: {error}")
