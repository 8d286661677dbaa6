// main() of a program that several tests share.
#include <cstdio>
#include <map>
#include <string>

#include "tests/kit/bundled_test.h"

namespace claimscope::kit {
namespace {

using Run = int (*)(int, char**);

std::map<std::string, Run>& tests() {
  static std::map<std::string, Run> all;
  return all;
}

}  // namespace

BundledTest::BundledTest(const char* name, Run run) {
  tests().emplace(name, run);
}

}  // namespace claimscope::kit

/// By the name of the link it was started through.
int main(int argc, char** argv) {
  const std::string path = argc > 0 ? argv[0] : "";
  const auto found = claimscope::kit::tests().find(path.substr(path.rfind('/') + 1));
  if (found != claimscope::kit::tests().end()) {
    return found->second(argc, argv);
  }
  std::fprintf(stderr, "%s holds these tests, each to be started through the link of its name:\n", path.c_str());
  for (const auto& [name, run] : claimscope::kit::tests()) {
    std::fprintf(stderr, "  %s\n", name.c_str());
  }
  return 2;
}
