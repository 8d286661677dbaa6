// test() without the evaluator says what the evaluator says.
#include "tests/model/cel/sample.h"

using namespace claimscope::cel;

class QuickTestTest : public QObject {
  Q_OBJECT
 private slots:
  void agrees();
  void domainsOfOtherDrivers();
};

void QuickTestTest::agrees() {
  const char* names[] = {"['gpu.example.com'].model",
                         "['gpu.example.com'].index",
                         "['gpu.example.com'].healthy",
                         "['gpu.example.com'].driverVersion",
                         "['gpu.example.com'].names",
                         "['other.example.com'].zone",
                         "['x'].y"};
  const char* tests[] = {" == 'H100'",
                         " != 'H100'",
                         " == 3",
                         " != true",
                         " > 2",
                         " <= 3",
                         ".startsWith('H')",
                         " in ['H100', 'b']",
                         ".isGreaterThan(semver('1.0.0'))",
                         ".compareTo(semver('1.2.3')) == 0",
                         ".contains('1')"};
  const kit::Gpu gpu;
  const kit::Sample empty("other.example.com");
  int compared = 0;
  for (const char* name : names) {
    for (const char* test : tests) {
      const std::string plain = "device.attributes" + std::string(name) + test;
      for (const std::string& expression : {plain, "!(" + plain + ")", plain + " && device.driver == 'gpu.example.com'",
                                            plain + " || true", "has(device.attributes" + std::string(name) + ") && " + plain}) {
        for (const Device* device : {&gpu.device, &empty.device}) {
          const auto selector = Selector::compile(expression);
          if (selector) {
            QVERIFY2((*selector)->test(*device) == (*selector)->evaluate(*device).outcome, expression.c_str());
            ++compared;
          }
        }
      }
    }
  }
  QVERIFY(compared > 500);
}

void QuickTestTest::domainsOfOtherDrivers() {
  kit::Sample device("a.example.com");
  device.with("b.example.com/model", claimscope::Text("B"))
      .with("a.example.com/model", claimscope::Text("A"))
      .with("x/y/z", true);
  QCOMPARE(kit::say("device.attributes['a.example.com'].model == 'A' && device.attributes['b.example.com'].model == 'B'",
                    device.device),
           std::string("match"));
  QCOMPARE(kit::say("device.attributes['x']['y/z']", device.device), std::string("match"));
  QCOMPARE(kit::say("device.attributes['x/y'].z", device.device), std::string("error: no such key: z"));
}

QTEST_APPLESS_MAIN(QuickTestTest)
#include "quick_test.moc"
