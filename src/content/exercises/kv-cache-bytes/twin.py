import torch

KINDS = {1: torch.int8, 2: torch.float16, 4: torch.float32}


def kvCacheBytes(config):
    """The bytes of the keys and values that all layers keep: tensors that are only described."""
    kept = range(config["tokens"])[-(config.get("window") or config["tokens"]) :]
    shape = (config["batch"], config["kvHeads"], len(kept), config["width"] // config["heads"])
    key, value = (
        torch.empty(config["layers"], *shape, dtype=KINDS[config["bytes"]], device="meta")
        for _ in range(2)
    )
    return key.nbytes + value.nbytes
