"""A decoder layer in Keras 3, one line a step."""

from attention import linear, multi_head_attention
from encoder_layer import layer_norm
from keras import ops


def post_norm_decoder_layer(params, x, memory, heads, mask, memory_mask=None):
    """Norm after each residual sum, as in 2017. x [B, T, D], memory [B, S, D] -> [B, T, D]"""
    looked, _ = multi_head_attention(params["self"], x, x, heads, mask)
    residual1 = x + looked  # step: residual1
    norm1 = layer_norm(params["norm1"], residual1)  # step: norm1
    crossed, _ = multi_head_attention(params["cross"], norm1, memory, heads, memory_mask)
    residual2 = norm1 + crossed  # step: residual2
    norm2 = layer_norm(params["norm2"], residual2)  # step: norm2
    hidden = ops.relu(linear(params["ffn"]["inner"], norm2))  # step: ffn.hidden
    thought = linear(params["ffn"]["outer"], hidden)  # step: ffn.output
    residual3 = norm2 + thought  # step: residual3
    norm3 = layer_norm(params["norm3"], residual3)  # step: norm3
    return norm3


def pre_norm_decoder_layer(params, x, memory, heads, mask, memory_mask=None):
    """Norm before each sub-layer. x [B, T, D], memory [B, S, D] -> [B, T, D]"""
    norm1 = layer_norm(params["norm1"], x)  # step: norm1
    looked, _ = multi_head_attention(params["self"], norm1, norm1, heads, mask)
    residual1 = x + looked  # step: residual1
    norm2 = layer_norm(params["norm2"], residual1)  # step: norm2
    crossed, _ = multi_head_attention(params["cross"], norm2, memory, heads, memory_mask)
    residual2 = residual1 + crossed  # step: residual2
    norm3 = layer_norm(params["norm3"], residual2)  # step: norm3
    hidden = ops.relu(linear(params["ffn"]["inner"], norm3))  # step: ffn.hidden
    thought = linear(params["ffn"]["outer"], hidden)  # step: ffn.output
    residual3 = residual2 + thought  # step: residual3
    return residual3


def causal_mask(length):
    """[1, 1, T, T]: what `mask` is, unless padding is blocked as well."""
    place = ops.arange(length)
    return ops.cast(place[:, None] >= place[None, :], "float32")[None, None]
