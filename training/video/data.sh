#!/bin/sh
# Draws all clips that pocket Sora is trained and judged on, and their captions: about 12 GB.
# As many at a time as there are cores.
set -eu
RUN=${RUN:-node training/video/run.mjs}
DATA=.cache/video/data
export RUN DATA

# split  name  frames  height width  count seed  pairs  captions of each  style
sets() {
  train a 60000 11
  train b 60000 21
  train c 60000 31
  train d 60000 41
  echo train a 9 24 40 30000 12 0.65 4 varied
  echo train a 9 40 24 30000 13 0.65 4 varied
  echo train a 1 32 32 40000 14 0.65 4 image
  echo train a 1 24 40 15000 15 0.65 4 image
  echo train a 1 40 24 15000 16 0.65 4 image
  echo validation - 9 32 32 400 5 0.5 1 long
  echo test - 9 32 32 1200 4 0.5 1 long
  echo test - 9 24 40 600 6 0.5 1 long
  echo test - 9 40 24 600 7 0.5 1 long
  echo test - 5 32 32 600 8 0.5 1 long
  echo test - 1 32 32 600 9 0.5 1 frame
}

train() {
  echo train "$1" 9 32 32 "$2" "$3" 0.65 4 varied
}

make() {
  name=$1-$2-$3x$4x$5
  [ "$2" = - ] && name=$1-$3x$4x$5
  folder=$DATA/$name
  $RUN dump --split "$1" --frames "$3" --height "$4" --width "$5" --count "$6" --seed "$7" \
    --pairs "$8" --out "$folder"
  $RUN captions --of "$folder" --each "$9" --style "${10}"
}

if [ $# -gt 0 ]; then
  make "$@"
else
  sets | xargs -P "$(getconf _NPROCESSORS_ONLN)" -L 1 sh "$0"
fi
