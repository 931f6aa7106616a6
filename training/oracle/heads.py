"""The heads against transformers' BERT and PyTorch."""

import fixture
import numpy as np
import torch
import torch.nn.functional as F
import transformers
from fixture import Draw, padding
from transformers import BertConfig, BertForQuestionAnswering
from transformers.models.bert.modeling_bert import BertLMPredictionHead
from transformers.pipelines.document_question_answering import select_starts_ends

B, T, D, V, C = 2, 4, 8, 7, 3
EPSILON = 1e-6
SOURCE = f"transformers {transformers.__version__}, torch {torch.__version__}"


def generate():
    language("heads-language", seed=81, activation="gelu_pytorch_tanh", tied=False)
    language("heads-language-tied", seed=82, activation="gelu", tied=True)
    classifier("heads-classifier-first", seed=83, pool="first")
    classifier("heads-classifier-mean", seed=84, pool="mean")
    answer("heads-answer", seed=85, mask=None)
    answer("heads-answer-masked", seed=86, mask=padding([4, 3], T))
    best_spans("heads-spans", seed=87)


def language(name, seed, activation, tied):
    draw = Draw(seed)
    x, cotangent = draw.normal(B, T, D), draw.normal(B, T, V)
    transform = {"dense": draw.linear(D, D), "norm": draw.norm(D)}
    output = {"weight": draw.normal(D, V, scale=0.5), "bias": draw.normal(V, scale=0.3)}
    config = BertConfig(hidden_size=D, vocab_size=V, hidden_act=activation, layer_norm_eps=EPSILON)
    head = BertLMPredictionHead(config)
    dense, norm = head.transform.dense, head.transform.LayerNorm
    with torch.no_grad():
        set_linear(dense, transform["dense"])
        norm.weight.copy_(torch.tensor(transform["norm"]["gain"]))
        norm.bias.copy_(torch.tensor(transform["norm"]["bias"]))
        set_linear(head.decoder, output)
    seen = {}
    dense.register_forward_hook(lambda _module, _inputs, out: seen.update(dense=out))
    norm.register_forward_hook(lambda _module, ins, out: seen.update(hidden=ins[0], norm=out))
    tokens = torch.tensor(x, requires_grad=True)
    logits = head(tokens)
    (logits * torch.tensor(cotangent)).sum().backward()
    weight, bias = head.decoder.weight.grad.numpy(), head.decoder.bias.grad.numpy()
    last = {"params.bias": bias, "embedding.table": weight}
    if not tied:
        last = {"params.output": {"weight": weight.T, "bias": bias}}
    params = {"transform": transform} | ({"bias": output["bias"]} if tied else {"output": output})
    table = {"embedding": {"table": output["weight"].T}} if tied else {}
    norm_gradient = {"gain": norm.weight.grad.numpy(), "bias": norm.bias.grad.numpy()}
    fixture.write(
        name,
        f"{SOURCE}: BertLMPredictionHead",
        {"activation": {"gelu": "gelu", "gelu_pytorch_tanh": "geluTanh"}[activation]},
        inputs={"x": x, "cotangent": cotangent},
        weights={"params": params} | table,
        tensors={f"transform.{key}": value.detach().numpy() for key, value in seen.items()}
        | {"logits": logits.detach().numpy()},
        gradients={
            "x": tokens.grad.numpy(),
            "params.transform.dense": linear_gradients(dense),
            "params.transform.norm": norm_gradient,
        }
        | last,
    )


def classifier(name, seed, pool):
    draw = Draw(seed)
    x, output, cotangent = draw.normal(B, T, D), draw.linear(D, C), draw.normal(B, C)
    mask = padding([4, 2], T)
    layer = torch.nn.Linear(D, C)
    with torch.no_grad():
        set_linear(layer, output)
    tokens = torch.tensor(x, requires_grad=True)
    keep = torch.tensor(mask[:, 0, 0, :, None] > 0).expand(B, T, D)
    mean = torch.masked.mean(tokens, dim=1, mask=keep)
    pooled = mean if pool == "mean" else tokens[:, 0]
    logits = layer(pooled)
    (logits * torch.tensor(cotangent)).sum().backward()
    tensors = {"pooled": pooled.detach().numpy(), "logits": logits.detach().numpy()}
    if pool == "mean":
        # The share of a token is the slope of the mean at it.
        (shares,) = torch.autograd.grad(torch.masked.mean(tokens, 1, mask=keep)[:, 0].sum(), tokens)
        tensors["shares"] = shares[:, :, 0].numpy()
    fixture.write(
        name,
        f"torch {torch.__version__} nn.Linear, masked.mean",
        {"pool": pool},
        inputs={"x": x, "mask": mask, "cotangent": cotangent},
        weights={"params": {"output": output}},
        tensors=tensors,
        gradients={"x": tokens.grad.numpy(), "params.output": linear_gradients(layer)},
    )


class Given(torch.nn.Module):
    """Stands where BERT stands, and hands out what it was given."""

    def __init__(self, states):
        super().__init__()
        self.states = states

    def forward(self, *_args, **_options):
        outputs = transformers.modeling_outputs.BaseModelOutputWithPooling
        return outputs(last_hidden_state=self.states)


def answer(name, seed, mask):
    """The gradients are those of the loss. The real model masks nothing: see `masked` for that."""
    draw = Draw(seed)
    x, output = draw.normal(B, T, D), draw.linear(D, 2)
    spans = np.array([[1, 3], [0, 2]])
    config = BertConfig(hidden_size=D, num_hidden_layers=1, num_attention_heads=2, vocab_size=V)
    model = BertForQuestionAnswering(config)
    tokens = torch.tensor(x, requires_grad=True)
    model.bert = Given(tokens)
    with torch.no_grad():
        set_linear(model.qa_outputs, output)
    start, end = torch.tensor(spans).unbind(-1)
    result = model(start_positions=start, end_positions=end)
    scores = torch.stack([result.start_logits, result.end_logits], 1)
    tensors, logits, loss = {}, scores, result.loss
    if mask is not None:
        passage = torch.tensor(mask[:, 0, 0])
        logits = scores.masked_fill(passage[:, None] == 0, -1e4)
        loss = (F.cross_entropy(logits[:, 0], start) + F.cross_entropy(logits[:, 1], end)) / 2
        tensors = {"scores": scores.detach().numpy(), "passage": passage.numpy()}
    loss.backward()
    inputs = {"x": x, "spans": spans} | ({} if mask is None else {"mask": mask})
    fixture.write(
        name,
        f"{SOURCE}: BertForQuestionAnswering",
        {"loss": float(loss.detach())},
        inputs=inputs,
        weights={"params": {"output": output}},
        tensors=tensors | {"logits": logits.detach().numpy()},
        gradients={"x": tokens.grad.numpy(), "params.output": linear_gradients(model.qa_outputs)},
    )


def best_spans(name, seed):
    """Their first token never answers; the score is of the softmax over the allowed places."""
    draw, length, examples = Draw(seed), 9, []
    for max_length in [1, 2, 4, 9]:
        for blocked in [[0], [0, 1, 2], [0, 7, 8]]:
            start, end = draw.normal(length, scale=2.0), draw.normal(length, scale=2.0)
            hidden = np.isin(np.arange(length), blocked).astype(int)
            starts, ends, *_ = select_starts_ends(
                start[None], end[None], hidden[None], None, max_answer_len=max_length
            )
            examples.append(
                {
                    "maxLength": max_length,
                    "start": [float(f"{value:.4f}") for value in start],
                    "end": [float(f"{value:.4f}") for value in end],
                    "allowed": (1 - hidden).tolist(),
                    "span": [int(starts[0]), int(ends[0])],
                }
            )
    source = f"transformers {transformers.__version__} select_starts_ends"
    fixture.write(name, source, {"examples": examples})


def set_linear(layer, params):
    layer.weight.copy_(torch.tensor(params["weight"].T.copy()))
    layer.bias.copy_(torch.tensor(params["bias"]))


def linear_gradients(layer):
    return {"weight": layer.weight.grad.numpy().T, "bias": layer.bias.grad.numpy()}
