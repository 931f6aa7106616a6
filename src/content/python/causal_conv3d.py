from keras import layers, ops


class CausalConv3D(layers.Conv3D):
    """[B, N, Y, X, C] -> [B, n, y, x, F]; no frame sees a later one."""

    def call(self, x):
        t, h, w = self.kernel_size
        around = [((size - 1) // 2, size // 2) for size in (h, w)]
        return super().call(ops.pad(x, [(0, 0), (t - 1, 0), *around, (0, 0)]))
