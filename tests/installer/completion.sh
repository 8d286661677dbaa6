#!/usr/bin/env bash
# completion.sh FOLDER [PROGRAM…]: completion in real shells, of programs in FOLDER; "installed" for those on PATH, with the scripts where
# packages put them. Shells that are not here are named and left out; bash always is.
set -euo pipefail
folder=$1
shift
programs=("${@:-claimscope-cli}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[[ $folder == installed ]] || export PATH=$folder:$PATH
export HOME=$work
unset KUBECONFIG
fail() { echo "completion: $*" >&2; exit 1; }

script_of() { # script_of PROGRAM SHELL: where its script is
  local place
  case $2 in
    bash) place=/usr/share/bash-completion/completions/$1 ;;
    zsh) place=/usr/share/zsh/vendor-completions/_$1 ;;
    fish) place=/usr/share/fish/vendor_completions.d/$1.fish ;;
  esac
  if [[ $folder != installed ]]; then
    mkdir -p "$work/$2"
    place=$work/$2/$([[ $2 != zsh ]] || echo _)$1
    "$1" manual "$2" --program "$1" >"$place"
  fi
  [[ -s $place ]] || fail "$1 has no script for $2 at $place"
  echo "$place"
}

bash_answers() { # bash_answers PROGRAM SCRIPT WORD…: what bash would offer
  bash --norc -c '
    source "$2"
    program=$1; shift 2
    COMP_WORDS=("$program" "$@") COMP_CWORD=$#
    action=$(complete -p "$program"); function=${action#*-F }; function=${function%% *}
    "$function" "$program" "${!#}" "" 2>/dev/null
    printf "%s\n" "${COMPREPLY[@]}"' bash "$1" "$2" "${@:3}"
}
for program in "${programs[@]}"; do
  script=$(script_of "$program" bash)
  [[ $(bash_answers "$program" "$script" get cla | xargs) == "claims classes" ]] || fail "bash: get cla"
  [[ $(bash_answers "$program" "$script" uncord | xargs) == uncordon ]] || fail "bash: uncord"
  [[ $(bash_answers "$program" "$script" get -o = js | xargs) == json ]] || fail "bash: -o = js"
  bash_answers "$program" "$script" "" | grep -x explain >/dev/null || fail "bash: no commands"
  bash_answers "$program" "$script" drain --ig | grep -x -- --ignore-daemonsets >/dev/null || fail "bash: an option of drain"
done
said="bash"

if command -v fish >/dev/null; then
  for program in "${programs[@]}"; do
    script=$(script_of "$program" fish)
    answers() { fish --no-config -c "source '$script'; complete -C '$1'" | cut -f 1 | xargs; }
    [[ $(answers "$program get cla") == "claims classes" ]] || fail "fish: get cla gave '$(answers "$program get cla")'"
    [[ $(answers "$program drain --ignore") == --ignore-daemonsets ]] || fail "fish: an option of drain"
    [[ $(answers "$program lint --fail-on cri") == critical ]] || fail "fish: a value"
  done
  said+=", fish"
else
  said+=" (fish is not installed)"
fi

if command -v zsh >/dev/null && ! zsh -f -c "zmodload zsh/zpty && zpty try true" >/dev/null 2>&1; then
  said+=" (zsh has no terminal here)"
elif command -v zsh >/dev/null; then
  for program in "${programs[@]}"; do
    script=$(script_of "$program" zsh)
    # A zsh in a terminal of its own, with a Tab typed: what it makes of the line is printed by a key of ours.
    zsh -f -c '
      zmodload zsh/zpty
      program=$1 folder=$2
      zpty z zsh -f -i
      zpty -w z "PS1=; fpath=($folder \$fpath); autoload -Uz compinit; compinit -u -D; show() { print -r -- \"=\$BUFFER=\" }; zle -N show; bindkey ^X show; print ready"
      zpty -r z line "*ready*"
      for typed in uncord "get cla" "lint --fail-on cri"; do
        zpty -w -n z "$program $typed"$'"'\\t'"'
        zpty -w -n z $'"'\\C-x'"'
        zpty -r z line "*=$program *=*" || exit 1
        print -r -- "$line"
        zpty -w -n z $'"'\\C-u'"'
      done
      zpty -d z' zsh "$program" "$(dirname "$script")" >"$work/zsh.out" 2>&1 &
    zsh=$!
    for ((i = 0; i < 200; i++)); do kill -0 $zsh 2>/dev/null || break; sleep 0.1; done
    kill $zsh 2>/dev/null && fail "zsh did not answer within 20 s: $(cat -v "$work/zsh.out")"
    grep -q "=$program uncordon *=" "$work/zsh.out" || fail "zsh: uncord: $(cat -v "$work/zsh.out")"
    grep -q "=$program get cla" "$work/zsh.out" || fail "zsh: get cla: $(cat -v "$work/zsh.out")"
    grep -q "=$program lint --fail-on critical *=" "$work/zsh.out" || fail "zsh: a value: $(cat -v "$work/zsh.out")"
  done
  said+=", zsh"
else
  said+=" (zsh is not installed)"
fi
echo "completion: $said"
