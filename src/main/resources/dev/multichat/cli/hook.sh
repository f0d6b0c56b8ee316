#!/bin/sh
# multichat-hook: tells @NAME@, when it is about to stop, what came for its agent meanwhile.
# Written by 'multichat agent add ID --client @CLIENT@', which also writes it anew. It holds no token:
# that is in MULTICHAT_TOKEN. Whatever is missing or fails, it is silent and ends with 0. A hub that is
# far away may need more than a tenth of a second: MULTICHAT_HOOK_SECONDS.
exec 2>/dev/null
export LC_ALL=C
umask 077
url=@URL@
told=@TOLD@

input=
while IFS= read -r line || [ -n "$line" ]; do
  input=$input$line
  line=
done
# Without any white space, so that it does not matter how the JSON is laid out.
set -f
IFS=$(printf ' \t\r')
set -- $input
IFS=
input="$*"
set +f
unset IFS
case $input in
  *'"stop_hook_active":true'*) exit 0 ;;
esac

token=${MULTICHAT_TOKEN-}
case $token in
  *[!A-Za-z0-9_-]*) exit 0 ;;
  mc_*) ;;
  *) exit 0 ;;
esac

# One line for each agent that was told something: its id and the place up to which.
marks=
for file in "$told"/*; do
  mark=
  [ -f "$file" ] && IFS= read -r mark <"$file"
  case $mark in
    '' | *[!A-Za-z0-9._:-]*) ;;
    *) marks=$marks,$mark ;;
  esac
done

answer=$(
  printf 'header = "Authorization: Bearer %s"\n' "$token" |
    curl -q -s -f -K - --noproxy '*' --max-time "${MULTICHAT_HOOK_SECONDS:-0.1}"@TRUST@ \
      "$url/v1/inbox/pending?client=@CLIENT@&told=$marks"
) || exit 0

feed='
'
mark=${answer%%"$feed"*}
text=${answer#*"$feed"}
agent=${mark%%:*}
case $agent in
  '' | .* | *[!a-z0-9._-]*) exit 0 ;;
esac
case $mark in
  *[!A-Za-z0-9._:-]*) exit 0 ;;
esac
case $text in
  '{'*'}') ;;
  *) exit 0 ;;
esac

# What cannot be remembered is not told, since it would be told at every stop.
printf '%s\n' "$mark" >"$told/$agent" || exit 0
printf '%s\n' "$text"
exit 0
