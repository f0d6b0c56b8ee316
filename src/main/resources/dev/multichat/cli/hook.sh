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

# Without any white space and a field a line, so that it does not matter how the JSON is laid out.
held=$(
  head -c 16777216 | tr -d ' \t\r\n' | tr ',{}' '\n\n\n' | grep -c '^"stop_hook_active":true$'
)
[ "$held" = 0 ] || exit 0

token=${MULTICHAT_TOKEN-}
case $token in
  *[!A-Za-z0-9_-]*) exit 0 ;;
  mc_*) ;;
  *) exit 0 ;;
esac

# A small file for each token, which the checksum names: who was told something, and up to which place.
name=$(printf '%s' "$token" | cksum)
name=${name%% *}
case $name in
  '' | *[!0-9]*) exit 0 ;;
esac
kept=$told/$name
[ -h "$kept" ] && rm -f "$kept"
[ -d "$kept" ] && exit 0
mark=
[ -f "$kept" ] && IFS= read -r mark <"$kept"
case $mark in
  *[!A-Za-z0-9._:-]*) mark= ;;
esac
[ ${#mark} -le 300 ] || mark=

answer=$(
  printf 'header = "Authorization: Bearer %s"\n' "$token" |
    curl -q -s -f -K - --noproxy '*' --max-time "${MULTICHAT_HOOK_SECONDS:-0.1}"@TRUST@ \
      --max-filesize 16384 -w '\n%{http_code} %{content_type}' \
      "$url/v1/inbox/pending?client=@CLIENT@&told=$mark" |
    head -c 20000
)

# Whatever listens on the hub's port may have answered: only what has the form of a notice is told.
feed='
'
case $answer in
  *"$feed$feed"'200 text/plain'*) ;;
  *) exit 0 ;;
esac
answer=${answer%"$feed$feed"*}
mark=${answer%%"$feed"*}
text=${answer#*"$feed"}
case $mark in
  '' | *[!A-Za-z0-9._:-]*) exit 0 ;;
esac
case $text in
  *[[:cntrl:]]*) exit 0 ;;
  '{"decision":"@DECISION@","reason":"Notice of the Multichat hub: '*'"}') ;;
  *) exit 0 ;;
esac

# What cannot be remembered is not told, since it would be told at every stop.
fresh=$told/.$name.$$
rm -f "$fresh"
if (set -C && printf '%s\n' "$mark" >"$fresh") && mv -f "$fresh" "$kept"; then
  printf '%s\n' "$text"
else
  rm -f "$fresh"
fi
exit 0
