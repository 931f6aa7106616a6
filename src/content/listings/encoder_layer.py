"""An encoder layer in Keras 3, one line a step."""

from attention import linear, multi_head_attention
from keras import ops


def post_norm_encoder_layer(params, x, heads, mask=None):
    """Norm after each residual sum, as in 2017. x [B, T, D] -> [B, T, D]"""
    attended, _ = multi_head_attention(params["self"], x, x, heads, mask)
    residual1 = x + attended  # step: residual1
    norm1 = layer_norm(params["norm1"], residual1)  # step: norm1
    hidden = ops.relu(linear(params["ffn"]["inner"], norm1))  # step: ffn.hidden
    thought = linear(params["ffn"]["outer"], hidden)  # step: ffn.output
    residual2 = norm1 + thought  # step: residual2
    norm2 = layer_norm(params["norm2"], residual2)  # step: norm2
    return norm2


def pre_norm_encoder_layer(params, x, heads, mask=None):
    """Norm before each sub-layer. x [B, T, D] -> [B, T, D]"""
    norm1 = layer_norm(params["norm1"], x)  # step: norm1
    attended, _ = multi_head_attention(params["self"], norm1, norm1, heads, mask)
    residual1 = x + attended  # step: residual1
    norm2 = layer_norm(params["norm2"], residual1)  # step: norm2
    hidden = ops.relu(linear(params["ffn"]["inner"], norm2))  # step: ffn.hidden
    thought = linear(params["ffn"]["outer"], hidden)  # step: ffn.output
    residual2 = residual1 + thought  # step: residual2
    return residual2


def layer_norm(params, x, epsilon=1e-6):
    centered = x - ops.mean(x, axis=-1, keepdims=True)
    variance = ops.mean(ops.square(centered), axis=-1, keepdims=True)
    return params["gain"] * centered / ops.sqrt(variance + epsilon) + params["bias"]
