// File answers: what files say to questions that a server is asked by path: lists and objects of kinds that are not watched.
// Pure; any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"

namespace claimscope::app {

/// True for kinds that posture and the control plane page ask for, and Claimscope does not watch.
[[nodiscard]] bool isAskedFor(std::string_view group, std::string_view kind);
/// A list or one object for "/apis/GROUP/VERSION/[namespaces/NS/]PLURAL[/NAME]"; `objects` by "group/kind". Without any object of
/// the kind, and for what is no object at all (/livez), the code is cancelled: a file does not tell that there is none.
[[nodiscard]] Result<std::string> answerFromFiles(const std::map<std::string, std::vector<std::string>>& objects,
                                                  const std::string& path);

}  // namespace claimscope::app
