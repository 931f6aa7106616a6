import keras

x = keras.ops.ones((1, 5, 512))

for heads, key_dim in [(8, 512), (8, 64), (1, 512)]:
    layer = keras.layers.MultiHeadAttention(num_heads=heads, key_dim=key_dim)
    y = layer(x, x)
    kernel = tuple(layer.query_dense.kernel.shape)
    print(f"heads={heads}, key_dim={key_dim}: output {tuple(y.shape)}, "
          f"query kernel {kernel}, {layer.count_params():,} weights")
