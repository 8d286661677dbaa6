// Words, the screen of selectors, and the template folder. One thread.
#include <QtTest>

#include "model/diagnosis/check.h"
#include "model/diagnosis/examination.h"
#include "model/diagnosis/selector_screen.h"
#include "model/diagnosis/words.h"
#include "tests/model/diagnosis/scene.h"

namespace claimscope::diagnosis {
Check checkTemplate();
}

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

Device device() {
  Device out;
  out.name = Text("gpu-0");
  out.attributes = {{Text("productName"), Text("H100")}, {Text("index"), std::int64_t{3}}, {Text("healthy"), true}};
  out.capacity = {{Text("memory"), *Quantity::parse("80Gi"), nullptr}};
  return out;
}

bool may(const std::string& expression) {
  return SelectorScreen({Text(expression)}).mayMatch(Text("gpu.nvidia.com"), device());
}

}  // namespace

class DiagnosisWordsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void wordsForPeople() {
    QCOMPARE(number(1234567), std::string("1,234,567"));
    QCOMPARE(number(-1234), std::string("-1,234"));
    QCOMPARE(counted(1, "claim"), std::string("1 claim"));
    QCOMPARE(counted(2, "claim waits", "claims wait"), std::string("2 claims wait"));
    QCOMPARE(duration(862'000), std::string("14 m 22 s"));
    QCOMPARE(duration(-5), std::string("0 s"));
    QCOMPARE(shortDuration(41 * 60'000 + 5), std::string("41 m"));
    QCOMPARE(listed({"a", "b", "c", "d"}, 3), std::string("a, b and 2 more"));
    QCOMPARE(listed({"a", "b"}), std::string("a and b"));
    QCOMPARE(middleCut("ml-training-job-7-gpu-x4k2p", 20), std::string("ml-trainin…u-x4k2p"));
    QCOMPARE(cut("abcdef", 4), std::string("abc…"));
    QCOMPARE(cut("abcd", 4), std::string("abcd"));
  }

  void textFromOutsideIsHarmless() {
    QCOMPARE(oneLine("a\nb\x1b[1m\xe2\x80\xae"
                     "c"),
             std::string("a b [1m c"));
    QCOMPARE(oneLine("\xff"
                     "x"),
             std::string("\xEF\xBF\xBDx"));
    QCOMPARE(oneLine("größe·한국"), std::string("größe·한국"));
    QCOMPARE(shellWord("gpu-1.x_y"), std::string("gpu-1.x_y"));
    QCOMPARE(shellWord("a b"), std::string("'a b'"));
    QCOMPARE(shellWord("it's"), std::string("'it'\\''s'"));
    QCOMPARE(shellWord("--all"), std::string("'--all'"));
    QCOMPARE(shellWord(""), std::string("''"));
  }

  void screenRefusesOnlyWhatCannotMatch() {
    QVERIFY(may("device.driver == \"gpu.nvidia.com\""));
    QVERIFY(!may("device.driver == \"cpu.dra.io\""));
    QVERIFY(may("device.attributes[\"gpu.nvidia.com\"].productName == \"H100\""));
    QVERIFY(!may("device.attributes[\"gpu.nvidia.com\"].productName == \"H200\""));
    QVERIFY(!may("device.attributes[\"gpu.nvidia.com\"].productName != \"H100\""));
    QVERIFY(!may("device.attributes[\"gpu.nvidia.com\"].absent == \"x\""));
    QVERIFY(may("device.attributes[\"gpu.nvidia.com\"].index >= 3"));
    QVERIFY(!may("device.attributes[\"gpu.nvidia.com\"].index < 3"));
    QVERIFY(may("device.attributes[\"gpu.nvidia.com\"].healthy"));
    QVERIFY(!may("device.attributes[\"gpu.nvidia.com\"].healthy == false"));
    QVERIFY(may("device.capacity[\"gpu.nvidia.com\"].memory.compareTo(quantity(\"80Gi\")) >= 0"));
    QVERIFY(!may("device.capacity[\"gpu.nvidia.com\"].memory.compareTo(quantity(\"120Gi\")) >= 0"));
    QVERIFY(!may("(device.driver == \"gpu.nvidia.com\" && (device.driver == \"x\"))"));
    // Not understood: may match, whatever it says.
    for (const char* expression : {"false", "device.driver == \"x\" || true", "!(device.driver == \"gpu.nvidia.com\")",
                                   "device.driver == 'a' ? true : false", "device.driver == \"a\\\"b\"",
                                   "device.attributes[\"gpu.nvidia.com\"].productName.matches(\"x\")", "((", "",
                                   "device.driver == \"x", "device.attributes[?\"d\"].x.hasValue()"}) {
      QVERIFY2(may(expression), expression);
      QVERIFY2(!SelectorScreen({Text(expression)}).complete() || std::string_view(expression).empty(), expression);
    }
    QVERIFY(SelectorScreen({Text("device.driver == \"a\"")}).complete());
  }

  void templateFolderWorks() {
    const Check check = checkTemplate();
    Scene scene;
    scene.node("n1")
        .slice("n1", 1)
        .deviceClass()
        .claim("empty", "", "'spec':{'devices':{}}")
        .pod("p", "empty")
        .claim("full")
        .pod("q", "full");
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const Examination examination(*snapshot);
    std::vector<Finding> found;
    check.run(examination, found);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].title, std::string("ml/empty asks for no device"));
  }
};

QTEST_APPLESS_MAIN(DiagnosisWordsTest)
#include "words_test.moc"
