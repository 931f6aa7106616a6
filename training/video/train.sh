#!/bin/sh
# From nothing to the weights of pocket Sora, and to those of two smaller transformers beside it.
# On a GPU the last four runs fit side by side.
set -eu
PYTHON=${PYTHON:-.venv-video/bin/python}
here=training/video
configs=$here/configs

sh $here/data.sh
names=$(cd .cache/video/data && ls -d train-b* train-c* train-d* train-a-* validation-* test-*)
$PYTHON $here/train_codec.py $configs/codec.json
# shellcheck disable=SC2086
$PYTHON $here/encode.py $configs/codec.json $names
$PYTHON $here/train_codec.py $configs/decoder.json
for size in dit dit-small dit-tiny; do $PYTHON $here/train_dit.py $configs/$size.json; done
$PYTHON $here/export.py $configs/dit.json
