import torch


def readDocument(params, words, mask):
    """words [B, N, W, D], mask [B, N, W] -> a document [B, D], and the weights of both levels."""
    word_weights = weigh(params["word"], words, mask > 0)  # [B, N, W]
    sentences = torch.einsum("bnw,bnwd->bnd", word_weights, words)
    sentence_weights = weigh(params["sentence"], sentences, mask.any(dim=-1))  # [B, N]
    document = torch.einsum("bn,bnd->bd", sentence_weights, sentences)
    weights = {"sentenceWeights": sentence_weights, "wordWeights": word_weights}
    return {"document": document} | weights


def weigh(params, x, mask):
    hidden = params["hidden"]
    heard = torch.tanh(x @ hidden["weight"] + hidden["bias"])  # [..., T, U]
    scores = (heard @ params["context"]).masked_fill(~mask, -torch.inf)  # [..., T]
    return torch.softmax(scores, dim=-1).nan_to_num(0.0)  # nothing but padding: zeros
