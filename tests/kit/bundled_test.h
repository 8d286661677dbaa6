// A test among several of one program.
#pragma once

namespace claimscope::kit {

/// Makes a test known under its name, before main().
struct BundledTest {
  BundledTest(const char* name, int (*run)(int argc, char** argv));
};

}  // namespace claimscope::kit
