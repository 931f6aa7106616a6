from keras import ops


def flow_matching_loss(network, data, noise, times):
    """data and noise [B, T, D], times [B] -> the loss; time 0 is data, time 1 noise."""
    t = ops.reshape(times, (-1, 1, 1))
    x = (1 - t) * data + t * noise  # [B, T, D]
    predicted = network(x, times)  # [B, T, D]
    return ops.mean(ops.square(predicted - (noise - data)))


def euler_sample(network, x, steps):
    """From noise x [B, T, D] to data, one prediction a step."""
    for i in range(steps, 0, -1):
        times = ops.full((x.shape[0],), i / steps)
        x = x - network(x, times) / steps
    return x
