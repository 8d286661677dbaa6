// Included before each file of a program that several tests share (tests/CMakeLists.txt): QTEST_MAIN and its kin then make a
// function that is called when the program was started under the test's name. CLAIMSCOPE_TEST is that name.
#pragma once

#include <QtTest>

#include "tests/kit/bundled_test.h"

// The body is Qt's own: the application it wants, the test, qExec.
#undef QTEST_MAIN_WRAPPER
#define QTEST_MAIN_WRAPPER(TestObject, ...) CLAIMSCOPE_TEST_MAIN(CLAIMSCOPE_TEST, TestObject, __VA_ARGS__)
#define CLAIMSCOPE_TEST_MAIN(...) CLAIMSCOPE_NAMED_TEST_MAIN(__VA_ARGS__)
#define CLAIMSCOPE_NAMED_TEST_MAIN(name, TestObject, ...) \
  static int run_##name(int argc, char** argv) {          \
    QTest::Internal::callInitMain<TestObject>();          \
    __VA_ARGS__                                           \
    TestObject tc;                                        \
    QTEST_SET_MAIN_SOURCE_PATH                            \
    return QTest::qExec(&tc, argc, argv);                 \
  }                                                       \
  static const claimscope::kit::BundledTest known_##name(#name, run_##name);
