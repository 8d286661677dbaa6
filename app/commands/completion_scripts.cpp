#include "app/commands/completion.h"

namespace claimscope::app {
namespace {

// Each asks the program itself what may follow, as kubectl's own scripts do: a script never lags behind the commands.
constexpr const char* kBash = R"(# bash completion for @PROGRAM@: asks the program itself.
_@FUNCTION@() {
    local line
    local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            :0) compopt -o default 2>/dev/null ;;
            :*) ;;
            *) COMPREPLY+=("${line%%$'\t'*}") ;;
        esac
    done < <(@PROGRAM@ __complete "${words[@]}" 2>/dev/null)
}
complete -F _@FUNCTION@ @PROGRAM@
)";

constexpr const char* kZsh = R"(#compdef @PROGRAM@
# zsh completion for @PROGRAM@: asks the program itself.
_@FUNCTION@() {
    local line text directive
    local -a found
    for line in "${(@f)$(@PROGRAM@ __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
            :*) directive=$line ;;
            *$'\t'*) text=${line%%$'\t'*}; found+=("${text//:/\\:}:${line#*$'\t'}") ;;
            ?*) found+=("${line//:/\\:}") ;;
        esac
    done
    (( $#found )) && _describe '@PROGRAM@' found
    [[ $directive == :0 ]] && _files
    (( $#found )) || [[ $directive == :0 ]]
}
if [[ ${funcstack[1]} == _@PROGRAM@ ]]; then
    _@FUNCTION@ "$@"
else
    compdef _@FUNCTION@ @PROGRAM@
fi
)";

constexpr const char* kFish = R"(# fish completion for @PROGRAM@: asks the program itself.
function __@FUNCTION@_complete
    set -l words (commandline -opc) (commandline -ct)
    set -e words[1]
    for line in (@PROGRAM@ __complete $words 2>/dev/null)
        switch $line
            case ':0'
                __fish_complete_path (commandline -ct)
            case ':*'
            case '*'
                echo $line
        end
    end
end
complete -c @PROGRAM@ -f -a '(__@FUNCTION@_complete)'
)";

void replaceAll(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

std::string completionScript(const std::string& shell, const std::string& program) {
  std::string text = shell == "bash" ? kBash : shell == "zsh" ? kZsh : shell == "fish" ? kFish : "";
  std::string function = program;
  replaceAll(function, "-", "_");
  replaceAll(text, "@PROGRAM@", program);
  replaceAll(text, "@FUNCTION@", function);
  return text;
}

}  // namespace claimscope::app
