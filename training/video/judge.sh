#!/bin/sh
# Samples clips of held-out prompts and judges them: adds lines to .cache/video/judged.jsonl.
# GUIDANCE holds for all that does not compare it: what did best.
# With arguments, one line of the table below alone.
set -eu
PYTHON=${PYTHON:-.venv-video/bin/python}
RUN=${RUN:-node training/video/run.mjs}
GUIDANCE=${GUIDANCE:-3}

# run  prompts  how many  steps  guidance  latent frames that are given
sets() {
  for guidance in 2 3; do echo dit test-9x32x32 1200 25 $guidance 0; done
  for guidance in 1 5 7; do echo dit test-9x32x32 600 25 $guidance 0; done
  for steps in 1 2 4 8 16 50; do echo dit test-9x32x32 600 $steps "$GUIDANCE" 0; done
  for size in 9x24x40 9x40x24 5x32x32 1x32x32; do
    echo dit "test-$size" 600 25 "$GUIDANCE" 0
  done
  for known in 1 2; do echo dit test-9x32x32 600 25 "$GUIDANCE" $known; done
  for run in dit-small dit-tiny; do echo $run test-9x32x32 600 25 "$GUIDANCE" 0; done
}

make() {
  $PYTHON training/video/sample.py "training/video/configs/$1.json" --of "$2" --count "$3" \
    --steps "$4" --guidance "$5" --known "$6"
  known=
  [ "$6" = 0 ] || known=known-$6-
  folder=.cache/video/runs/$1/samples/steps-$4-guidance-$5-$known$2
  $RUN judge --json --clips "$folder" >>.cache/video/judged.jsonl
}

if [ $# -gt 0 ]; then
  make "$@"
else
  sets | while read -r line; do
    # shellcheck disable=SC2086
    make $line </dev/null
  done
fi
